package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * What tasks ask of a loop, and no more, so that a guest's loop, a toolkit's or {@link RunnableLoop} can stand behind it.
 * Confined to the loop's thread, but for {@link #callSoonThreadsafe}. Compared by identity.
 */
public interface EventLoop {

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
   * Whether it is running now; eager starts ask (§2.6).
   *
   * @return true while it runs handles
   */
  boolean isRunning();

  /**
   * Whether it is in debug mode: creation sites (§9.4), checks of threads (§8.22), slow callbacks (§9.8).
   *
   * @return true in debug mode
   */
  boolean isDebug();

  /**
   * In debug mode refuses a thread that is not the loop's; asked by what belongs to the loop, before it changes anything
   * (§8.33).
   *
   * @throws RuntimeException WRONG_THREAD; never by default, nor unless the loop is in debug mode
   */
  default void checkThread() {}

  /**
   * Reports an error that has nobody else to go to. Never throws an Exception.
   *
   * @param error what happened
   */
  void callExceptionHandler(LoopError error);
}
