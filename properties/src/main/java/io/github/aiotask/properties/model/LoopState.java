package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Handle.Timer;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A loop.
 *
 * @param timers in the order of their deadlines, equal ones in that of creation (§8.3)
 * @param now its virtual clock, in nanoseconds
 * @param polls how often it has polled: the number of its current iteration
 * @param current the running task, or {@link TaskState#NONE}
 * @param stopping a stop was asked for (§8.10)
 * @param handler the body that is its exception handler
 * @param by the rule that changed each part last, by the key of its look
 */
record LoopState(
    int id,
    String name,
    PVector<Handle> ready,
    PVector<Timer> timers,
    long now,
    int polls,
    int current,
    boolean running,
    boolean stopping,
    boolean closed,
    boolean debug,
    @Nullable String handler,
    PMap<String, String> by) {

  static LoopState named(int id, String name) {
    return new LoopState(
        id, name, TreePVector.empty(), TreePVector.empty(), 0, 0, TaskState.NONE, false, false, false, false, null, HashTreePMap.empty());
  }

  /** How many handles are ready; a stop that was asked for counts as one (§8.10). */
  int readyCount() {
    return ready.size() + (stopping ? 1 : 0);
  }

  LoopState withReady(PVector<Handle> queue) {
    return new LoopState(
        id, name, queue, timers, now, polls, current, running, stopping, closed, debug, handler, by);
  }

  LoopState withTimers(PVector<Timer> queue) {
    return new LoopState(
        id, name, ready, queue, now, polls, current, running, stopping, closed, debug, handler, by);
  }

  LoopState polled(long nanos) {
    return new LoopState(
        id, name, ready, timers, now + nanos, polls + 1, current, running, stopping, closed, debug, handler, by);
  }

  LoopState withCurrent(int task) {
    return new LoopState(id, name, ready, timers, now, polls, task, running, stopping, closed, debug, handler, by);
  }

  LoopState withRunning(boolean flag) {
    return new LoopState(id, name, ready, timers, now, polls, current, flag, stopping, closed, debug, handler, by);
  }

  LoopState withStopping(boolean flag) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, flag, closed, debug, handler, by);
  }

  LoopState closing() {
    return new LoopState(
        id, name, TreePVector.empty(), TreePVector.empty(), now, polls, current, running, stopping, true, debug, handler, by);
  }

  LoopState debugging() {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, true, handler, by);
  }

  LoopState withHandler(String body) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, debug, body, by);
  }

  /** What differs from before was changed by a rule. */
  LoopState changedBy(String rule, LoopState before) {
    PMap<String, String> changed = by;
    if (ready != before.ready || stopping != before.stopping) {
      changed = changed.plus("ready", rule);
    }
    if (current != before.current) {
      changed = changed.plus("current", rule);
    }
    if (closed != before.closed) {
      changed = changed.plus("closed", rule);
    }
    return changed == by
        ? this
        : new LoopState(
            id, name, ready, timers, now, polls, current, running, stopping, closed, debug, handler, changed);
  }
}
