package io.github.aiotask.properties.model;

import io.github.aiotask.properties.model.Handle.Timer;
import org.jspecify.annotations.Nullable;
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
 * @param rule what changed it last
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
    String rule) {

  static LoopState named(int id, String name) {
    return new LoopState(
        id, name, TreePVector.empty(), TreePVector.empty(), 0, 0, TaskState.NONE, false, false, false, false, null, "8.1");
  }

  LoopState withReady(PVector<Handle> queue) {
    return new LoopState(
        id, name, queue, timers, now, polls, current, running, stopping, closed, debug, handler, rule);
  }

  LoopState withTimers(PVector<Timer> queue) {
    return new LoopState(
        id, name, ready, queue, now, polls, current, running, stopping, closed, debug, handler, rule);
  }

  LoopState polled(long nanos) {
    return new LoopState(
        id, name, ready, timers, now + nanos, polls + 1, current, running, stopping, closed, debug, handler, rule);
  }

  LoopState withCurrent(int task) {
    return new LoopState(id, name, ready, timers, now, polls, task, running, stopping, closed, debug, handler, rule);
  }

  LoopState withRunning(boolean flag) {
    return new LoopState(id, name, ready, timers, now, polls, current, flag, stopping, closed, debug, handler, rule);
  }

  LoopState withStopping(boolean flag) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, flag, closed, debug, handler, rule);
  }

  LoopState closing() {
    return new LoopState(
        id, name, TreePVector.empty(), TreePVector.empty(), now, polls, current, running, stopping, true, debug, handler, rule);
  }

  LoopState debugging() {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, true, handler, rule);
  }

  LoopState withHandler(String body) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, debug, body, rule);
  }

  LoopState changedBy(String newRule) {
    return new LoopState(id, name, ready, timers, now, polls, current, running, stopping, closed, debug, handler, newRule);
  }
}
