package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.tlc.StateGraph;
import io.github.aiotask.spec.tlc.StateGraph.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states of a model, and where commands lead. */
final class Steps {
  private final StateGraph graph;
  private final Map<Long, Map<String, Object>> visible = new HashMap<>();

  Steps(StateGraph graph) {
    this.graph = graph;
  }

  Set<Long> initial() {
    return graph.initial();
  }

  SpecState state(Long number) {
    return new SpecState(graph.states().get(number));
  }

  Map<String, Object> visible(Long number) {
    return visible.computeIfAbsent(number, one -> state(one).visible());
  }

  List<Map<String, Object>> visible(Set<Long> numbers) {
    List<Map<String, Object>> all = new ArrayList<>();
    numbers.forEach(number -> all.add(visible(number)));
    return all;
  }

  /** Where a step leads, but for the state itself: to change nothing is always a step. */
  Set<Long> after(Long from) {
    Set<Long> all = new LinkedHashSet<>();
    graph.steps().get(from).forEach(step -> all.add(step.to()));
    all.remove(from);
    return all;
  }

  /** Where a command leads, if this is seen after it. */
  Set<Long> after(Long from, Command command, Map<String, Object> seen) {
    Set<Long> fitting = new LinkedHashSet<>();
    for (Step step : graph.steps().get(from)) {
      if (step.to() != from && command.canLeadTo(step.action(), state(step.to())) && visible(step.to()).equals(seen)) {
        fitting.add(step.to());
      }
    }
    return fitting;
  }
}
