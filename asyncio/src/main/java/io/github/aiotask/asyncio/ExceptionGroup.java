package io.github.aiotask.asyncio;

import java.util.List;

/** Several errors at once (§10.53). They are its suppressed errors too, so that a printed stack trace shows them all. */
public final class ExceptionGroup extends Exception {
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
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(message + " (" + exceptions.size() + ")");
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("ExceptionGroup(exceptions): there is none");
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
