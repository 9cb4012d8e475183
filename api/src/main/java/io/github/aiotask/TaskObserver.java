package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each transition after it happened (§9.9), on the loop's thread. Must not call back into tasks or loops. What it
 * throws is reported as {@link LoopError.Kind#OBSERVER_RAISED} and changes nothing.
 */
public interface TaskObserver {

  /**
   * A task was created (§2.2); it is not scheduled yet.
   *
   * @param task the task
   */
  default void created(Task<?> task) {}

  /**
   * A step was scheduled (§4.8, §4.11).
   *
   * @param task the task
   * @param error what it will raise; null for a plain step
   */
  default void stepScheduled(Task<?> task, @Nullable Throwable error) {}

  /**
   * A step is about to resume the coroutine (§3).
   *
   * @param task the task
   * @param error what it raises; null for a plain step
   */
  default void stepping(Task<?> task, @Nullable Throwable error) {}

  /**
   * A task waits (§4.5).
   *
   * @param task the task
   * @param future for what
   */
  default void waiting(Task<?> task, FutureLike<?> future) {}

  /**
   * A wait has ended: the future wakes the task, and its result is not read yet (§9.13). A task that is stepped otherwise
   * meanwhile counts as waiting until then, as in 3.14's graph of who awaits whom: {@link #waiting} adds an edge, this removes it.
   *
   * @param task the task
   * @param future what it waited for
   */
  default void waitEnded(Task<?> task, FutureLike<?> future) {}

  /**
   * A task that is not done was asked to end (§6.4); the request is not passed on yet (§6.2, §6.3).
   *
   * @param task the task
   * @param message why; null for none
   */
  default void cancelRequested(Task<?> task, @Nullable Object message) {}

  /**
   * A future or task is done (§1.4).
   *
   * @param future the future
   */
  default void done(Future<?> future) {}
}
