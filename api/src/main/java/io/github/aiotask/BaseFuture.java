package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * The base class's operations on a future or a task (§3.18), which no subclass of the guest's overrides: for a guest that completes a
 * task from outside, which {@link Task#setResult} refuses, and for what CPython's classes keep in attributes and private methods
 * that asyncio's own functions use. Takes futures of the same runtime only. On the thread of the future's loop.
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
   * Sets what the CancelledErrors that are made from now on say (§1.19), as {@code _cancel_message = message}. A cancel sets its own.
   *
   * @param future a future or task of this runtime, done or not
   * @param message why; null for none
   * @throws IllegalArgumentException if it is not of this implementation
   */
  void setCancelMessage(Future<?> future, @Nullable Object message);

  /**
   * The CancelledError of a future, as {@code _make_cancelled_error()}: the one that ended the task, to the first who asks (§1.14),
   * else a new one with the message (§1.13). A gather makes its own error of it, also where it was not the future that was cancelled.
   *
   * @param future a future or task of this runtime, done or not
   * @return the error, not raised
   * @throws IllegalArgumentException if it is not of this implementation
   */
  Throwable makeCancelledError(Future<?> future);

  /**
   * Its error counts as retrieved (§1.12), and is not asked for: {@code _log_traceback = False}. No effect if there is none yet.
   *
   * @param future a future or task of this runtime
   * @throws IllegalArgumentException if it is not of this implementation
   */
  void setRetrieved(Future<?> future);

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
