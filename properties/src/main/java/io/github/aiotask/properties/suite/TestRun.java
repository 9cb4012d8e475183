package io.github.aiotask.properties.suite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of tests.
 *
 * @param outcomes in order; of a class or module that failed to get ready, or is not for here, one for all its tests
 * @param lost why this is not all of them, so that nothing can be concluded; null if it is
 */
public record TestRun(List<TestOutcome> outcomes, @Nullable String lost) {
  /** Copies the list. */
  public TestRun {
    outcomes = List.copyOf(outcomes);
  }
}
