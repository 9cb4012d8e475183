package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A cancellation, raised in a coroutine at its next step (§3.2). It is an {@link Error} so that {@code catch (Exception e)}
 * does not swallow it, and has no stack trace: it says that an end was asked for, not where.
 */
public class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object message;

  /**
   * A cancellation.
   *
   * @param message why, opaque; null for none
   */
  public CancelledError(@Nullable Object message) {
    super(null, null, false, false);
    this.message = message;
  }

  /**
   * Why.
   *
   * @return the object given to {@code cancel(message)}, or null; it does not outlive serialization
   */
  public final @Nullable Object message() {
    return message;
  }
}
