package io.github.aiotask.properties.campaign;

/** What should never happen, whatever the runtime does, and the program at which it did. */
public final class KitFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * At a program.
   *
   * @param where which one
   * @param cause what was raised
   */
  public KitFault(String where, Throwable cause) {
    super(where, cause);
  }
}
