package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * The base class's operations on a future or a task (§3.18): for a guest that completes a task from outside, which {@link
 * Task#setResult} refuses. Takes futures of the same runtime only. On the thread of the future's loop.
 */
public interface BaseFuture {

  /**
   * Completes it (§1.4).
   *
   * @param <T> the result
   * @param future a future or task of this runtime
   * @param value the result
   * @throws RuntimeException ALREADY_DONE (§1.2)
   * @throws IllegalArgumentException if it is not of this implementation
   */
  <T extends @Nullable Object> void setResult(Future<T> future, T value);

  /**
   * Completes it with an error (§1.4).
   *
   * @param future a future or task of this runtime
   * @param error the error
   * @throws RuntimeException ALREADY_DONE (§1.2)
   * @throws IllegalArgumentException if it is not of this implementation
   */
  void setException(Future<?> future, Throwable error);

  /**
   * Cancels it at once, without asking its coroutine (§1.9).
   *
   * @param future a future or task of this runtime
   * @param message why; null for none
   * @return false if it is done
   * @throws IllegalArgumentException if it is not of this implementation
   */
  boolean cancel(Future<?> future, @Nullable Object message);

  /**
   * Cancels a future that relays its cancel to others, all of which may do the same (§6.8).
   *
   * @param relay a future, which may be of another make
   * @param message why; null for none
   * @return what it answers then; false if it is done
   * @throws RuntimeException WAIT_CYCLE, before anyone is asked (§6.9)
   */
  boolean relayCancel(CancelRelay relay, @Nullable Object message);
}
