package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * All that a task needs of something in order to wait for it: the one protocol for futures of other makes (§4.2).
 *
 * <p>The handshake: who awaits sets the flag and yields the future; the task that accepts it clears the flag (§4.5). Confined
 * to the thread of its loop.
 *
 * <p>A guest that has futures of its own classes answers {@link Guest#asFuture} with one of these. A task asks the following, in
 * this order, and nothing else; what nobody asks may be left unsupported:
 *
 * <table>
 * <caption>Who asks what</caption>
 * <tr><th>method</th><th>asked</th><th>may be a stub</th></tr>
 * <tr><td>{@link #loop()}</td><td>when it is yielded, from 3.5 on (§4.3)</td><td>in 3.4</td></tr>
 * <tr><td>{@link #isBlocking()}</td><td>when it is yielded (§4.7)</td><td>true, if the guest makes such an object only where the flag
 *     is set</td></tr>
 * <tr><td>{@link #setBlocking} with false</td><td>when the task accepts it (§4.5)</td><td>never: a second await would not be told from a
 *     plain yield</td></tr>
 * <tr><td>{@link #addWaiter}</td><td>then</td><td>never</td></tr>
 * <tr><td>{@link #cancel}</td><td>when the task is cancelled while it waits (§6.2), or before (§4.6)</td><td>false, if it cannot be
 *     cancelled</td></tr>
 * <tr><td>{@link #result()}</td><td>when it wakes the task (§5.3)</td><td>null for any value from 3.6 on, which is not sent (§3.8); an
 *     error must be thrown</td></tr>
 * <tr><td>{@link #isDone()}</td><td>if it is registered as a task (§7.2), relays its cancel ({@link CancelRelay}), or is awaited by Java
 *     code</td><td>else</td></tr>
 * <tr><td>{@link #suspend()}, {@link #setBlocking} with true</td><td>if Java code awaits it: a {@link StateMachine}, a coroutine in
 *     direct style</td><td>else: the guest's own await has its own way to set the flag</td></tr>
 * </table>
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
   * Registers a task: once done, its loop calls {@code task.wakeup(this)} later, never now (§5.1), in the task's context. This
   * schedules the call itself ({@link TaskLoop#schedule}): no {@link QueuedStep} is made of it. If the guest resumes the
   * coroutine itself, what is called is {@link Steps#begin(Task, FutureLike)} and the report, in the place of {@link
   * Task#wakeup}.
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
