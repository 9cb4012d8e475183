package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A result that comes later (§1). Confined to the thread of its loop. It is no {@link java.util.concurrent.Future}: a
 * blocking get on the loop's thread could never return.
 *
 * @param <T> the result
 */
public interface Future<T extends @Nullable Object> extends FutureLike<T> {

  @Override
  TaskLoop loop();

  /**
   * The guest's object that stands for it, as {@link TaskRuntime#createFuture(TaskLoop, Object)} or {@link TaskOptions#owner} was
   * given it: the one way back from whatever the library hands out to the guest. The future of a lock, a queue or a function of
   * asyncio's, which the library has made, has a {@link Purpose}.
   *
   * @return the object itself, or null if none was given
   */
  default @Nullable Object owner() {
    return null;
  }

  /**
   * Whether it was cancelled (§1.9).
   *
   * @return true for ever once true
   */
  boolean isCancelled();

  /**
   * Its error, which counts as retrieved then (§1.12).
   *
   * @return the stored error itself, or null if it has a result
   * @throws RuntimeException NOT_READY ({@link InvalidStateException} unless a guest says otherwise) if it is pending
   * @throws CancelledError if it was cancelled (§1.13, §1.14)
   */
  @Nullable Throwable exception();

  /**
   * Completes it with a result (§1.4).
   *
   * @param value the result
   * @throws RuntimeException ALREADY_DONE if it is done (§1.2); TASK_OUTCOME for a task, from Python 3.7 on
   */
  void setResult(T value);

  /**
   * Completes it with an error (§1.4, §1.3).
   *
   * @param error the error; readers get this very object
   * @throws RuntimeException ALREADY_DONE if it is done (§1.2); TASK_OUTCOME for a task, from Python 3.7 on
   */
  void setException(Throwable error);

  /**
   * Asks to cancel it, without a message.
   *
   * @return whether it took the request (§1.9, §6)
   */
  default boolean cancel() {
    return cancel(null);
  }

  /**
   * Has {@code callback} scheduled with this future once it is done (§1.5, §1.6), in the context captured now (§1.8).
   *
   * @param callback what to call
   */
  default void addDoneCallback(Callback<? super Future<T>> callback) {
    addDoneCallback(callback, null);
  }

  /**
   * Has {@code callback} scheduled with this future once it is done (§1.5, §1.6).
   *
   * @param callback what to call
   * @param context where to run it; null: the context captured now (§1.8)
   */
  void addDoneCallback(Callback<? super Future<T>> callback, @Nullable Object context);

  /**
   * Removes a callback (§1.7). The {@code equals} of each one that is registered is asked, with the given one as its argument, even
   * if both are the same object, as asyncio's {@code registered != given} does; nothing else's ever. (CPython's C futures take the
   * same object for equal without asking: a guest that follows them looks at that first.) A callback that a guest wraps around a
   * function of its language answers as that language's {@code ==} does, for two bound methods, say. What it throws leaves, and nothing
   * is removed.
   *
   * @param callback what to remove, as often as it was added
   * @return how many were removed
   */
  int removeDoneCallback(Callback<?> callback);

  /**
   * Why it was cancelled, or will be: what a CancelledError that is made now says (§1.13, §1.19, §3.3).
   *
   * @return the message of the last cancel, also if it ended otherwise; null for none
   */
  default @Nullable Object cancelMessage() {
    return snapshot().cancelMessage();
  }

  /**
   * What it is like now, without marking anything as retrieved.
   *
   * @return a copy that does not change; from another thread it may be torn between two states
   */
  Snapshot snapshot();
}
