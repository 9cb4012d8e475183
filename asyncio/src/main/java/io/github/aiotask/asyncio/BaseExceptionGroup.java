package io.github.aiotask.asyncio;

import java.util.List;

/** A group with an error in it that ordinary handlers let through (§10.53): so do they let the group. */
public final class BaseExceptionGroup extends Error {
  private static final long serialVersionUID = 1L;

  /** The errors, in order. */
  private final Throwable[] exceptions;

  /**
   * A group of errors.
   *
   * @param message what they have in common
   * @param exceptions the errors, in order; at least one
   * @throws IllegalArgumentException if there is none
   */
  public BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(message + " (" + exceptions.size() + ")");
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("BaseExceptionGroup(exceptions): there is none");
    }
    this.exceptions = exceptions.toArray(Throwable[]::new);
    exceptions.forEach(this::addSuppressed);
  }

  /**
   * The errors.
   *
   * @return the very objects, in order
   */
  public List<Throwable> exceptions() {
    return List.of(exceptions);
  }
}
