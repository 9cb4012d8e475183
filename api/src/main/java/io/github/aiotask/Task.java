package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A future that runs a coroutine: one step, then the loop's other work, then the next (§2 to §6). Confined to the thread of
 * its loop, but for {@link #name()}.
 *
 * @param <T> what the coroutine returns
 */
public interface Task<T extends @Nullable Object> extends Future<T> {

  /**
   * Its name (§2.4).
   *
   * @return the name given, or {@code Task-N}
   */
  String name();

  /**
   * Renames it.
   *
   * @param name the new name
   */
  void setName(String name);

  /**
   * Its coroutine (§9.7).
   *
   * @return the coroutine, or null if an eager start has finished it
   */
  @Nullable Coroutine<T> coroutine();

  /**
   * Its context (§2.5).
   *
   * @return the guest's context; null if the guest has none
   */
  @Nullable Object context();

  /**
   * Asks it to end: a CancelledError is raised at its next step, or what it waits for is cancelled (§6). The coroutine may
   * catch it.
   *
   * @param message why, opaque; null for none
   * @return false if it is done
   * @throws RuntimeException WAIT_CYCLE if it leads into a cycle of tasks and gathers that wait for each other (§6.9)
   */
  @Override
  boolean cancel(@Nullable Object message);

  /**
   * How many cancels were asked for and not taken back (§6.4).
   *
   * @return the count; 0 in Python 3.4
   */
  int cancelling();

  /**
   * What it waits for (§4.5); or, until its step, what it has waited for (§3.4).
   *
   * @return the future as the task has it, or null; on the loop's thread
   */
  default @Nullable FutureLike<?> waiter() {
    return snapshot().waiter();
  }

  /**
   * Whether its next step raises a CancelledError (§6.3).
   *
   * @return the flag; on the loop's thread
   */
  default boolean mustCancel() {
    return snapshot().mustCancel();
  }

  /**
   * Takes one cancel back (§6.5, §6.6).
   *
   * @return the count after that
   */
  int uncancel();

  /**
   * Whether the collection of this task while it is pending is to be reported (§9.3).
   *
   * @param report false to silence it; true at first
   */
  void setLogDestroyPending(boolean report);

  /**
   * Resumes the coroutine once (§3). For guests that drive a task; else only the loop does. A guest that wraps the steps of its
   * own loop does so in {@link TaskLoop#scheduleStep}, which is given each of them with its task: first steps, later ones, those
   * that raise an error, wakeups by the library's futures, and what such a step by hand has left queued.
   *
   * @param value what to send; must be null from Python 3.6 on
   * @param error what to raise instead, or null
   * @throws RuntimeException STEP_OF_DONE (§3.1), ENTER (§3.6), LEAVE (§3.16, §3.17)
   * @throws IllegalArgumentException if there is a value in a version that sends none
   */
  void step(@Nullable Object value, @Nullable Throwable error);

  /**
   * Steps the task with the outcome of what it waited for (§5).
   *
   * @param done the future; its result is read
   * @throws RuntimeException as {@link #step}
   */
  void wakeup(FutureLike<?> done);
}
