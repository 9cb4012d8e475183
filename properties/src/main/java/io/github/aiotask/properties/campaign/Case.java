package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Model.Expected;
import io.github.aiotask.properties.model.Situation;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recording.Recorded;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program, and what the rules say about it.
 *
 * @param id its name
 * @param turn whatever is done in turn goes by it
 * @param program what runs
 * @param version as which Python
 * @param expected the model's trace
 */
public record Case(String id, long turn, Program program, PythonVersion version, Expected expected) {

  /** Asks the model. */
  public static Case of(String id, long turn, Program program, PythonVersion version) {
    return new Case(id, turn, program, version, Model.run(program, version));
  }

  /** The numbers of the rules that applied, each once. */
  public Set<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    for (String rule : expected.applied()) {
      if (Character.isDigit(rule.charAt(0))) { // what stands for a deliberate difference has no number
        rules.add(rule);
      }
    }
    return rules;
  }

  /** What it got to. */
  Set<Situation> situations() {
    Set<Situation> met = EnumSet.allOf(Situation.class);
    met.removeIf(one -> !expected.applied().contains(one.name()));
    return met;
  }

  /**
   * As a line of a file.
   *
   * @param name in the file
   * @param about what it shows
   * @param traces what CPythons did, by version
   */
  public Recording toRecording(String name, String about, Map<String, Recorded> traces) {
    List<String> rules = rules().isEmpty() ? List.of("1.1") : List.copyOf(rules()); // a line needs one
    return new Recording(name, about, rules, program, traces, Map.of(), null, version);
  }

  /** Another program in its place. */
  Case with(Program other) {
    return of(id, turn, other, version);
  }
}
