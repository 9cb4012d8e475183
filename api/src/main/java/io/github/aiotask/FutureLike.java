package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * All that a task needs of something in order to wait for it: the one protocol for futures of other makes (§4.2).
 *
 * <p>The handshake: who awaits sets the flag and yields the future; the task that accepts it clears the flag (§4.5). Confined
 * to the thread of its loop.
 *
 * @param <T> the result
 */
public non-sealed interface FutureLike<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * The loop that it belongs to; compared by identity (§4.3).
   *
   * @return the loop, or null for one that belongs to none and no task can wait for
   */
  @Nullable TaskLoop loop();

  /**
   * Whether it has an outcome (§1.1).
   *
   * @return true for ever once true
   */
  boolean isDone();

  /**
   * The handshake flag.
   *
   * @return whether somebody has said that he awaits it and no task has accepted that yet
   */
  boolean isBlocking();

  /**
   * Sets the handshake flag.
   *
   * @param blocking true by who awaits, false by the task
   */
  void setBlocking(boolean blocking);

  /**
   * Begins an await (§1.15).
   *
   * @return false if it is done: do not yield it, read {@link #result()}; true if the flag is set now: yield it
   */
  default boolean suspend() {
    if (isDone()) {
      return false;
    }
    setBlocking(true);
    return true;
  }

  /**
   * Registers a task: once done, its loop calls {@code task.wakeup(this)} later, never now (§5.1).
   *
   * @param task the task that waits
   */
  void addWaiter(Task<?> task);

  /**
   * Asks to cancel it (§6.2).
   *
   * @param message why, opaque; null for none
   * @return whether it took the request
   */
  boolean cancel(@Nullable Object message);

  /**
   * Its outcome (§1.11 to §1.14).
   *
   * @return the result
   * @throws Exception the stored error itself, a CancelledError, or NOT_READY ({@link InvalidStateException} unless a guest
   *     says otherwise); an error that is no Exception is thrown all the same
   */
  T result() throws Exception;
}
