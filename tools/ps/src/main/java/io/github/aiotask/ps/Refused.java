package io.github.aiotask.ps;

/** A JVM does not tell, for a reason that the user can do something about. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }

  Refused(String message, Throwable cause) {
    super(message + " (" + cause + ")", cause);
  }
}
