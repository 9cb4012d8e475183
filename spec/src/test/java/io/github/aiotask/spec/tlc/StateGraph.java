package io.github.aiotask.spec.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All states of a model and all steps between them.
 *
 * @param initial states, by number
 * @param states by number
 * @param steps from each state
 */
public record StateGraph(Set<Long> initial, Map<Long, Map<String, Object>> states, Map<Long, Set<Step>> steps) {
  private static final Pattern STATE = Pattern.compile("(-?\\d+) \\[label=\"(.*)\"(,style = filled)?\\];?");
  private static final Pattern STEP = Pattern.compile("(-?\\d+) -> (-?\\d+) \\[label=\"(\\w+)\".*");

  /**
   * One step.
   *
   * @param action that takes it
   * @param to where
   */
  public record Step(String action, long to) {}

  /** Reads a dump of TLC's, with the names of actions. */
  static StateGraph read(Path file) throws IOException {
    StateGraph graph = new StateGraph(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Map<Object, Object> values = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        graph.add(line, values);
      }
    }
    return graph;
  }

  /** Reads a line; states share equal values, for there are few. */
  private void add(String line, Map<Object, Object> values) {
    Matcher step = STEP.matcher(line);
    if (step.matches()) {
      steps.get(Long.valueOf(step.group(1))).add(new Step(step.group(3), Long.parseLong(step.group(2))));
      return;
    }
    Matcher state = STATE.matcher(line);
    if (state.matches()) {
      Long number = Long.valueOf(state.group(1));
      Map<String, Object> fields = Model.state(state.group(2).replace("\\n", " ").replace("\\\"", "\""));
      fields.replaceAll((field, value) -> values.computeIfAbsent(value, first -> first));
      states.put(number, fields);
      steps.putIfAbsent(number, new LinkedHashSet<>());
      if (state.group(3) != null) {
        initial.add(number);
      }
    }
  }
}
