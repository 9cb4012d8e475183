package io.github.aiotask.properties.model;

import io.github.aiotask.PythonVersion;

/** What faults have hidden behind, and random programs are to get to: one stands by its name among the rules that have applied. */
public enum Situation {
  /** §1.7 in the middle of §6.3. */
  REMOVED_WITH_MESSAGE("a callback is removed while a request with a message is queued", 9),
  /** §1.7 in the middle of §4.11. */
  REMOVED_WITH_ANSWER("a callback is removed while an answer is queued", 0),
  /** §10.18. */
  TWO_SHIELDS("two shields of one future are cancelled, then it fails", 14),
  /** §10.29. */
  CLEANUP_FAILS("a wait-for without time ends what fails in its cleanup", 8);

  private final String text;
  private final int since; // which minor version

  Situation(String text, int since) {
    this.text = text;
    this.since = since;
  }

  /** Whether it is the name of one. */
  public static boolean isOne(String name) {
    for (Situation one : values()) {
      if (one.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether programs can get there in that version. */
  public boolean isOf(PythonVersion version) {
    return version.minor() >= since;
  }

  /** What happens, in a line. */
  public String text() {
    return text;
  }
}
