package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/** Anybody's objects in the library's own texts: to name one must not fail, whatever its toString does. */
final class Text {
  private Text() {}

  static String of(@Nullable Object named) {
    try {
      return String.valueOf(named);
    } catch (Throwable failure) { // it has no text, but it has a class
      Interrupts.keep(failure);
      return "a " + classOf(named) + " (its toString has failed: " + classOf(failure) + ")";
    }
  }

  static String classOf(@Nullable Object named) {
    return named == null ? "null" : named.getClass().getName();
  }
}
