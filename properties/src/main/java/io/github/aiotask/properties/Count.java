package io.github.aiotask.properties;

import java.util.Locale;

/** Numbers of things, in words. */
final class Count {

  private Count() {}

  /** As in {@code 1 program} and {@code 2,000 programs}. */
  static String of(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /** As in {@code 1 differs} and {@code 0 differ}. */
  static String differing(long number) {
    return String.format(Locale.ROOT, "%,d differ%s", number, number == 1 ? "s" : "");
  }
}
