package io.github.aiotask.properties.suite;

import java.io.IOException;

/** What came over a connection is no message, or one that nobody waits for. */
final class Garbled extends IOException {
  private static final long serialVersionUID = 1L;

  Garbled(String message) {
    super(message);
  }
}
