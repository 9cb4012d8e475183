package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.program.Program;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was, and what came of it.
 *
 * @param implementation what was tested
 * @param programs how many have run
 * @param compared how many of them were compared
 * @param differing how many of them differ; perhaps more than there are drawings
 * @param facts what else there is to say about the run, as its seed, its versions or its length, in order; of several lines each
 * @param rows how rules were checked, in any order; a rule without a row is untested
 * @param causes of differences, each to be drawn, in order
 * @param failures programs that somebody died of, in order
 */
public record RunSummary(
    String implementation,
    long programs,
    long compared,
    long differing,
    Map<String, String> facts,
    List<RuleRow> rows,
    List<Cause> causes,
    List<Failure> failures) {

  /**
   * Differences that one cause explains.
   *
   * @param difference the simplest of them
   * @param programs in how many programs
   * @param alike a sentence about the others; empty if there are none
   */
  public record Cause(Difference difference, long programs, String alike) {}

  /**
   * What somebody died of, or hung in.
   *
   * @param who did
   * @param text what happened
   * @param programs in how many programs
   * @param id of the simplest of them
   * @param program the simplest of them
   */
  public record Failure(String who, String text, long programs, String id, Program program) {}

  /** Copies what it is given. */
  public RunSummary {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rows = List.copyOf(rows);
    causes = List.copyOf(causes);
    failures = List.copyOf(failures);
  }
}
