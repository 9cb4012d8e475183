package io.github.aiotask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a future or task was like at one moment; reading it marks nothing as retrieved.
 *
 * @param state pending, cancelled or finished (§1.1)
 * @param result the result of a finished one
 * @param exception the error of a finished one, or the CancelledError that is kept for the first reader (§1.14)
 * @param cancelMessage the message of the last cancel, also if it ended otherwise (§6.7, §10.10)
 * @param blocking the handshake flag (§1.15)
 * @param neverRetrieved whether its error would be reported now (§1.17)
 * @param callbacks what is registered, in order
 * @param waiter what the task waits for; null for a future; {@link Task#waiter()} costs no snapshot
 * @param mustCancel the flag of a task (§6.3)
 * @param cancelling the count of a task (§6.4)
 * @param createdAt where it was created, in debug mode (§9.4)
 */
public record Snapshot(
    State state,
    @Nullable Object result,
    @Nullable Throwable exception,
    @Nullable Object cancelMessage,
    boolean blocking,
    boolean neverRetrieved,
    List<Registered> callbacks,
    @Nullable FutureLike<?> waiter,
    boolean mustCancel,
    int cancelling,
    @Nullable Throwable createdAt) {

  /** The three states of a future. */
  public enum State {
    /** No outcome yet. */
    PENDING,
    /** Cancelled. */
    CANCELLED,
    /** With a result or an error. */
    FINISHED
  }

  /**
   * One entry of the callback list.
   *
   * @param target the {@link Callback}, or the {@link Task} that waits
   * @param context where it runs; null if the guest has none
   */
  public record Registered(Object target, @Nullable Object context) {}
}
