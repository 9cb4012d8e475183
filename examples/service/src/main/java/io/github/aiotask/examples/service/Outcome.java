package io.github.aiotask.examples.service;

import java.util.Locale;

/** What becomes of a request, as metrics count it. */
public enum Outcome {
  ANSWERED,
  REFUSED,
  DEADLINE,
  BACKEND_FAILED,
  ERROR,
  CLIENT_GONE,
  SHUT_DOWN;

  /** In metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
