package io.github.aiotask;

/** A future or task is not in the state for what was asked (§1.2, §1.11, §3.1). */
public class InvalidStateException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * A bad state.
   *
   * @param message what is in which state, and what to do
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
