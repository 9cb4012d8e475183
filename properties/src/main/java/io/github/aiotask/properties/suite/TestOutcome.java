package io.github.aiotask.properties.suite;

/**
 * What came of one of CPython's tests.
 *
 * @param id its name
 * @param kind how it ended
 * @param text why it was skipped or has failed; empty if it did neither
 */
public record TestOutcome(String id, Kind kind, String text) {

  /** How a test ends. */
  public enum Kind {
    /** It passed, or failed as it is expected to. */
    OK,
    /** It says that it is not for here. */
    SKIPPED,
    /** It failed, or the Python hung or died of it. */
    FAILED
  }
}
