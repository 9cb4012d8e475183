package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.Program;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a trace departs from the rules.
 *
 * @param program that shows it
 * @param version as which Python it ran
 * @param who ran it, and where
 * @param expected the model's trace
 * @param actual the other one
 */
public record Difference(
    Program program, PythonVersion version, String who, List<Line> expected, List<String> actual) {

  /** Copies the traces. */
  public Difference {
    expected = List.copyOf(expected);
    actual = List.copyOf(actual);
  }

  /** The index of the first line that differs. */
  public int at() {
    int index = 0;
    while (index < expected.size() && index < actual.size() && expected.get(index).text().equals(actual.get(index))) {
      index++;
    }
    return index;
  }

  /** The number of the rule that is broken there, as far as it can be told. */
  public String rule() {
    return new BrokenRule(expected, actual, at()).number();
  }

  /** That rule, and then the others that have applied around there: if it cannot be told for sure, one of them it is. */
  public Set<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    rules.add(rule());
    int at = at();
    for (int i = Math.max(0, at - 1); i <= at && i < expected.size(); i++) {
      rules.addAll(expected.get(i).since());
    }
    return rules;
  }
}
