package io.github.aiotask.properties.run;

import io.github.aiotask.Guest.ExceptionKind;
import org.jspecify.annotations.Nullable;

/** An error of the kit's small language: a name and a text, as in {@code ValueError(x)}; the library's own have their kind. */
final class KitError extends Throwable {
  private static final long serialVersionUID = 1L;

  final ExceptionKind kind;
  private final String text;

  KitError(ExceptionKind kind, String text, @Nullable Throwable cause) {
    super(text, cause, false, false);
    this.kind = kind;
    this.text = text;
  }

  /** Reads {@code Name(text)}. */
  static KitError parse(String text) {
    String name = text.contains("(") ? text.substring(0, text.indexOf('(')) : text;
    ExceptionKind kind =
        switch (name) {
          case "KeyboardInterrupt", "SystemExit" -> ExceptionKind.EXIT;
          case "StopIteration", "Sub" -> ExceptionKind.STOP_ITERATION;
          case "MyBase" -> ExceptionKind.BASE_EXCEPTION;
          default -> ExceptionKind.EXCEPTION;
        };
    return new KitError(kind, text, null);
  }

  String text() {
    return text;
  }
}
