package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A loop as programs use one, and asyncio's functions: with a clock, timers, and a door for other threads. A {@link RunnableLoop} is
 * one, and so may a guest's or a toolkit's be; what has tasks and futures alone need be no more than a {@link TaskLoop}. Confined to
 * the loop's thread, but for {@link #callSoonThreadsafe}.
 */
public interface EventLoop extends TaskLoop {

  /**
   * Appends a call to the ready queue: it runs in the next iteration (§8.6).
   *
   * @param <A> the argument
   * @param callback what to call
   * @param argument what to give it
   * @param context where to run it; null: the context captured now
   * @return to cancel it
   * @throws RuntimeException LOOP_CLOSED (§8.14), COROUTINE_AS_CALLBACK (§8.15), in debug mode WRONG_THREAD (§8.22)
   */
  <A extends @Nullable Object> Handle callSoon(Callback<? super A> callback, A argument, @Nullable Object context);

  @Override
  default <A extends @Nullable Object> void schedule(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    callSoon(callback, argument, context);
  }

  /**
   * The same from any thread; wakes the loop if it sleeps (§8.20).
   *
   * @param <A> the argument
   * @param callback what to call, on the loop's thread
   * @param argument what to give it
   * @param context where to run it; null: the context captured now, in the calling thread
   * @return to cancel it, on the loop's thread
   * @throws RuntimeException LOOP_CLOSED (§8.14), COROUTINE_AS_CALLBACK (§8.15)
   */
  <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context);

  /**
   * Has a call made at a time; in the next iteration if that is past (§8.3, §8.21).
   *
   * @param <A> the argument
   * @param nanos when, on the clock of {@link #time()}
   * @param callback what to call
   * @param argument what to give it
   * @param context where to run it; null: the context captured now
   * @return to cancel it
   * @throws RuntimeException LOOP_CLOSED (§8.14), COROUTINE_AS_CALLBACK (§8.15), in debug mode WRONG_THREAD (§8.22)
   */
  <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context);

  /**
   * The loop's clock.
   *
   * @return nanoseconds, never going back, from an origin of the loop's own
   */
  long time();

  /**
   * What it runs now, for who keeps something for each task and each callback that has no context of its own. In the loop's thread.
   *
   * @return the running task, or else the entry of its ready queue that runs, the same object for as long as that does; null between
   *     two, and always if this loop does not tell
   */
  default @Nullable Object runningEntry() {
    return null;
  }
}
