package io.github.aiotask.properties.campaign;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a campaign, or of the part of it that ran.
 *
 * @param generated programs that were written
 * @param asked programs to which a rule applied that was asked for
 * @param compared those of them that were compared, with everybody
 * @param seconds how long it took
 * @param laterRate programs per second in the second half, when the JVM has warmed up; 0 if there was none
 * @param rules in how many programs that were compared each rule applied, by number; and which got to a Situation, by name
 * @param notCompared how many programs were not compared, by who and why
 * @param findings what was found
 * @param causes the same, put together by what explains it
 * @param complete whether all programs ran
 * @param givenUp who gave no answer too often in a row, or null
 * @param broken why it could not go on, or null
 */
public record Results(
    long generated,
    long asked,
    long compared,
    double seconds,
    double laterRate,
    Map<String, Long> rules,
    Map<String, Map<String, Long>> notCompared,
    List<Finding> findings,
    List<Cause> causes,
    boolean complete,
    @Nullable String givenUp,
    @Nullable String broken) {

  /** Why not all programs ran. */
  public String ending() {
    return givenUp != null
        ? givenUp + " gave no answer to " + Patience.MOST + " programs in a row"
        : broken == null ? "on request" : broken;
  }

  /** Programs per second. */
  public double rate() {
    return generated / Math.max(seconds, 0.001);
  }
}
