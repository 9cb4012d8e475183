package io.github.aiotask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a loop reports when there is nobody else to tell (§9).
 *
 * @param kind what happened
 * @param exception the error, if there is one
 * @param source what it is about: the handle, task or future ({@link Future#owner()} is the guest's object at it), or the name of
 *     one that is collected; null if unknown
 * @param createdAt where that was created, in debug mode (§9.4)
 * @param nanos how long it took, in nanoseconds, for SLOW_CALLBACK (§9.8); else 0
 */
public record LoopError(
    Kind kind,
    @Nullable Throwable exception,
    @Nullable Object source,
    @Nullable Throwable createdAt,
    long nanos) {

  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  /**
   * Checks what may not be null.
   *
   * @param kind what happened
   * @param exception the error, if there is one
   * @param source what it is about, or its name; null if unknown
   * @param createdAt where that was created, in debug mode
   * @param nanos how long it took, in nanoseconds
   */
  public LoopError {
    Objects.requireNonNull(kind, "LoopError: the kind is null");
  }

  /** What can be reported. */
  public enum Kind {
    /** A callback or a step raised an error (§8.8). */
    CALLBACK_RAISED("error in a callback"),
    /** A future was collected, and nobody has asked for its error (§9.1). */
    NEVER_RETRIEVED("an error was never retrieved: call result() or exception()"),
    /** A task was collected before it was done (§9.2). */
    DESTROYED_PENDING("a task was collected while it was pending: keep a reference to it, or have the runtime do so"),
    /** A callback held up the loop (§9.8). */
    SLOW_CALLBACK("a callback took long: move the work to another thread"),
    /** An observer raised an error (§9.9). */
    OBSERVER_RAISED("error in a task observer"),
    /** The exception handler raised an error (§8.18). */
    HANDLER_RAISED("error in the exception handler"),
    /** A shielded future failed after its shield was cancelled (§10.18). */
    SHIELDED_RAISED("a shielded future failed when nobody waited for it any more"),
    /** A child of a task group failed after the group's task was done (§10.56). */
    ORPHAN_RAISED("a child of a task group failed after the task of the group was done"),
    /** A task failed when its runner cancelled it (§10.59). */
    SHUTDOWN_RAISED("a task failed while its runner was closing"),
    /** A runner that closes waits for a task, which perhaps only another thread can end (§10.64). */
    SHUTDOWN_WAITS("a task was cancelled and does not end: its runner waits for it"),
    /** A runner, or the executor of a loop, has ended, and a task has not (§10.64, §8.36). */
    SHUTDOWN_LEFT("a task cannot end: its loop has closed without it"),
    /** A loop was closed before a call of another thread was made (§8.30). */
    CALL_DROPPED("a call from another thread was not made: its loop was closed before"),
    /** A coroutine was created, and that is all, in debug mode (§9.11). */
    NEVER_AWAITED("a coroutine was never awaited: await it, or create a task of it"),
    /** A coroutine was given to a task while another one runs it, in debug mode (§9.12). */
    COROUTINE_SHARED("a coroutine was given to two tasks: create a new one for each");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /**
   * A report about something that took no time worth telling.
   *
   * @param kind what happened
   * @param exception the error, if there is one
   * @param source what it is about, or its name; null if unknown
   * @param createdAt where that was created, in debug mode
   */
  public LoopError(
      Kind kind, @Nullable Throwable exception, @Nullable Object source, @Nullable Throwable createdAt) {
    this(kind, exception, source, createdAt, 0);
  }

  /**
   * The report in words.
   *
   * @return one line: what happened, and to what
   */
  public String message() {
    String about = source == null ? "" : ": " + Text.of(source);
    return kind.text + about + (nanos == 0 ? "" : " (" + nanos / NANOS_PER_MILLISECOND + " ms)");
  }
}
