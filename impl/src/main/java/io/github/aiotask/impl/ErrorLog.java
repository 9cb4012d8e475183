package io.github.aiotask.impl;

import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The default exception handler (§8.18): the platform's log. */
final class ErrorLog {
  private static final Logger LOGGER = System.getLogger("io.github.aiotask");

  private ErrorLog() {}

  /** Never throws: what only reports ends nothing (§8.29). */
  static void write(LoopError error) {
    String message = error.message();
    Throwable cause = error.exception() != null ? error.exception() : error.createdAt();
    try {
      if (cause == null) {
        LOGGER.log(Level.ERROR, message);
      } else {
        LOGGER.log(Level.ERROR, message, cause);
      }
    } catch (Throwable failure) { // a log's handler, or the error's own text
      Interrupts.keep(failure);
      writeWithout(message, cause, failure);
    }
  }

  /** Where the log has failed: classes alone, which have no code of anybody's. */
  private static void writeWithout(String message, @Nullable Throwable cause, Throwable failure) {
    try {
      String about = cause == null ? "" : ", " + cause.getClass().getName();
      System.err.println("aiotask: " + message + about + " (to log it has failed: " + failure.getClass().getName() + ")");
    } catch (Throwable nowhere) { // there is nobody left to tell
      Interrupts.keep(nowhere);
    }
  }
}
