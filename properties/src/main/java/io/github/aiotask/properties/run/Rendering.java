package io.github.aiotask.properties.run;

import io.github.aiotask.CancelledError;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import org.jspecify.annotations.Nullable;

/** Writes values as Python does, so that traces compare. */
final class Rendering {

  private Rendering() {}

  /** As {@code str(value)}. */
  static String str(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Throwable error) {
      return error(error);
    }
    return value instanceof FutureLike<?> ? "@" : value.toString();
  }

  /** As {@code repr(value)}. */
  static String repr(@Nullable Object value) {
    return value instanceof String text ? "'" + text + "'" : str(value);
  }

  /** {@code Name(text)}; the library's own errors by their kind. */
  static String error(Throwable error) {
    if (error instanceof KitError kit) {
      return kit.text();
    }
    if (error instanceof CancelledError cancelled) {
      Object message = cancelled.message();
      return "CancelledError(" + (message == null ? "" : str(message)) + ")";
    }
    return error.getClass().getSimpleName();
  }

  /** pending, cancelled, result=… or exc=… */
  static String state(Future<?> future) {
    Snapshot now = future.snapshot();
    return switch (now.state()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> {
        Throwable error = now.exception();
        yield error == null ? "result=" + repr(now.result()) : "exc=" + error(error);
      }
    };
  }
}
