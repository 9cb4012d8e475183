package io.github.aiotask.impl;

import io.github.aiotask.LoopError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The default exception handler (§8.18): the platform's log. */
final class ErrorLog {
  private static final Logger LOGGER = System.getLogger("io.github.aiotask");

  private ErrorLog() {}

  static void write(LoopError error) {
    Throwable cause = error.exception() != null ? error.exception() : error.createdAt();
    if (cause == null) {
      LOGGER.log(Level.ERROR, message(error));
    } else {
      LOGGER.log(Level.ERROR, message(error), cause);
    }
  }

  private static String message(LoopError error) {
    try {
      return error.message();
    } catch (RuntimeException | StackOverflowError failure) { // the source's toString is anybody's
      return error.kind() + ": its source has no name (" + failure.getClass().getName() + ")";
    }
  }
}
