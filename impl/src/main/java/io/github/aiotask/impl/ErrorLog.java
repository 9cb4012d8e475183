package io.github.aiotask.impl;

import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The default exception handler (§8.18): the platform's log. */
final class ErrorLog {
  private static @Nullable Logger logger; // kept, for its settings go with it; any thread finds the same

  private ErrorLog() {}

  /** Never throws: what only reports ends nothing (§8.29). */
  static void write(LoopError error) {
    String message = error.message();
    Throwable cause = error.exception() != null ? error.exception() : error.createdAt();
    try {
      Logger log = logger;
      if (log == null) {
        log = System.getLogger("io.github.aiotask"); // a finder of loggers may fail too
        logger = log;
      }
      String problem = cause == null ? null : problemOfText(cause);
      if (cause == null || problem != null) { // some logs would swallow the report with it
        log.log(Level.ERROR, problem == null ? message : message + problem);
      } else {
        log.log(Level.ERROR, message, cause);
      }
    } catch (Throwable failure) { // a log's handler, or the error's own text
      Interrupts.keep(failure);
      writeWithout(message, cause, failure);
    }
  }

  /** Why an error cannot say what it is; null if it can. */
  private static @Nullable String problemOfText(Throwable cause) {
    try {
      cause.toString();
      return null;
    } catch (Throwable failure) { // its text is anybody's code
      Interrupts.keep(failure);
      return ", " + cause.getClass().getName() + " (to ask for its text has failed: " + failure.getClass().getName() + ")";
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
