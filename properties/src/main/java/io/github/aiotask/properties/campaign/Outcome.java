package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;

/** What came of one program. */
public sealed interface Outcome {

  /** Whether the trace was compared, be it the model's or not. */
  default boolean isCompared() {
    return this instanceof Agrees || this instanceof Differs;
  }

  /** The trace is the model's. */
  record Agrees() implements Outcome {}

  /**
   * It is another.
   *
   * @param difference from the model
   */
  record Differs(Difference difference) implements Outcome {}

  /**
   * There is nothing to compare.
   *
   * @param why the same for all such programs
   */
  record NotCompared(String why) implements Outcome {}

  /**
   * It died, or hung.
   *
   * @param why what happened
   */
  record Failed(String why) implements Outcome {}
}
