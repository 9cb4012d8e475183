package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Handle.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A loop.
 *
 * @param timers in the order of their deadlines, equal ones in that of creation (§8.3)
 * @param now its virtual clock, in nanoseconds
 * @param polls how often it has polled: the number of its current iteration
 * @param current the running task, or {@link TaskState#NONE}
 * @param stopping a stop was asked for (§8.10)
 * @param handler the body that is its exception handler
 * @param by what rules have changed of it
 */
record LoopState(
    int id,
    String name,
    Row<Handle> ready,
    Row<Timer> timers,
    long now,
    int polls,
    int current,
    boolean running,
    boolean stopping,
    boolean closed,
    boolean debug,
    @Nullable String handler,
    Changed by) {
  private static final Changed UNCHANGED = new Changed("current", "7.4", null);

  static LoopState named(int id, String name) {
    return new LoopState(
        id, name, Row.empty(), Row.empty(), 0, 0, TaskState.NONE, false, false, false, false, null, UNCHANGED);
  }

  /** How many handles are ready; a stop that was asked for counts as one (§8.10). */
  int readyCount() {
    return ready.size() + (stopping ? 1 : 0);
  }

  LoopState withReady(Row<Handle> queue) {
    return new LoopState(
        id, name, queue, timers, now, polls, current, running, stopping, closed, debug, handler, by);
  }

  LoopState withTimers(Row<Timer> queue) {
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
        id, name, Row.empty(), Row.empty(), now, polls, current, running, stopping, true, debug, handler, by);
  }

  LoopState debugging() {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, true, handler, by);
  }

  LoopState withHandler(String body) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, debug, body, by);
  }

  /** What differs from before was changed by a rule. */
  LoopState changedBy(String rule, LoopState before) {
    Changed changed = by;
    if (ready != before.ready || stopping != before.stopping) {
      changed = new Changed("ready", rule, changed);
    }
    if (current != before.current) {
      changed = new Changed("current", rule, changed);
    }
    if (closed != before.closed) {
      changed = new Changed("closed", rule, changed);
    }
    return changed == by
        ? this
        : new LoopState(
            id, name, ready, timers, now, polls, current, running, stopping, closed, debug, handler, changed);
  }
}
