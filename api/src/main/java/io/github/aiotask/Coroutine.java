package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * Code that can be suspended: Python's generator protocol without exceptions for yield and return.
 *
 * <p>{@link #send} and {@link #raise} resume it until it yields, returns or throws. What it yields says what it waits for
 * (§4): null for one iteration of the loop, a {@link FutureLike} whose {@link FutureLike#suspend()} was called for that
 * future. A task owns its coroutine and resumes it on the loop's thread. {@link StateMachine} is the base for hand-written
 * ones.
 *
 * @param <T> what it returns
 */
public non-sealed interface Coroutine<T extends @Nullable Object> extends Awaitable<T> {

  /** What {@link #send} and {@link #raise} answer when the coroutine has returned; compared by identity. */
  Object RETURNED =
      new Object() {
        @Override
        public String toString() {
          return "RETURNED";
        }
      };

  /**
   * Resumes the coroutine: its suspended yield gives {@code value}.
   *
   * @param value null at the first call, and always from Python 3.6 on (§3.8)
   * @return what it yields, or {@link #RETURNED}
   * @throws Throwable what the coroutine raises; it has ended then
   */
  @Nullable Object send(@Nullable Object value) throws Throwable;

  /**
   * Resumes the coroutine: its suspended yield raises {@code error}, that very object.
   *
   * @param error what to raise
   * @return what it yields, or {@link #RETURNED}
   * @throws Throwable what the coroutine raises; it has ended then
   */
  @Nullable Object raise(Throwable error) throws Throwable;

  /**
   * What the coroutine returned.
   *
   * @return the value
   * @throws IllegalStateException if it has not answered {@link #RETURNED}
   */
  T returned();

  /**
   * Tells the coroutine which task runs it: called when a task is created for it, before {@link Guest#taskCreated}, and when that task
   * gets another name.
   *
   * @param task the task
   */
  default void runsIn(Task<?> task) {}

  /**
   * What it awaits now, as Python's {@code cr_await}: for who looks where a task stands. A racy look from another thread is
   * harmless.
   *
   * @return a coroutine or a future; null if it awaits nothing, or cannot say
   */
  default @Nullable Awaitable<?> awaited() {
    return null;
  }

  /**
   * Ends a suspended coroutine, running its cleanup; no effect if it has ended. For who owns the coroutine: the library does
   * not call it, as asyncio leaves it to the collector.
   *
   * @throws Throwable what the cleanup raises
   */
  void close() throws Throwable;
}
