package io.github.aiotask.properties.program;

import java.util.Locale;

/** A program takes more than any program may: it is run nowhere. */
public final class TooMuch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Of what.
   *
   * @param does as in {@code has a trace}
   * @param limit of how many
   * @param things as in {@code characters}
   */
  public TooMuch(String does, int limit, String things) {
    super(String.format(Locale.ROOT, "%s of more than %,d %s", does, limit, things), null, false, false);
  }
}
