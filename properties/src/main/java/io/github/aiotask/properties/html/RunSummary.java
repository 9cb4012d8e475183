package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.Difference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was, and what came of it.
 *
 * @param implementation what was tested
 * @param programs how many have run
 * @param differing how many of them differ; perhaps more than there are drawings
 * @param facts what else there is to say about the run, as its seed, its versions or its length, in order
 * @param rows how rules were checked, in any order; a rule without a row is untested
 * @param differences to be drawn, in order
 */
public record RunSummary(
    String implementation,
    long programs,
    long differing,
    Map<String, String> facts,
    List<RuleRow> rows,
    List<Difference> differences) {

  /** Copies what it is given. */
  public RunSummary {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rows = List.copyOf(rows);
    differences = List.copyOf(differences);
  }
}
