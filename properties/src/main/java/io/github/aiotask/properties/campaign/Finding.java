package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import org.jspecify.annotations.Nullable;

/**
 * What was found: a rule that is broken, or what somebody died of, in however many programs.
 *
 * @param who did it
 * @param rule the number of the rule that is broken; empty if it died or hung
 * @param programs in how many programs
 * @param example the simplest of them
 * @param difference of the example; null if it died or hung
 * @param failure what happened if it died or hung, else null
 */
public record Finding(
    String who, String rule, long programs, Case example, @Nullable Difference difference, @Nullable String failure) {

  static Finding of(String who, Case example, Difference difference) {
    return new Finding(who, difference.rule(), 1, example, difference, null);
  }

  static Finding of(String who, Case example, String failure) {
    return new Finding(who, "", 1, example, null, failure);
  }

  /** The same with another example, and the rule that this one breaks. */
  Finding with(Case other, Difference itsDifference) {
    return new Finding(who, itsDifference.rule(), programs, other, itsDifference, failure);
  }

  /** The same, found so often. */
  Finding times(long count) {
    return new Finding(who, rule, count, example, difference, failure);
  }
}
