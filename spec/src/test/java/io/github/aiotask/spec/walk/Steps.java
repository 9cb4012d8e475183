package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.tlc.StateGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states of a model, and where commands lead. */
final class Steps {
  private final StateGraph graph;
  private final Map<Long, Place> places = new HashMap<>();

  Steps(StateGraph graph) {
    this.graph = graph;
  }

  /** A state, what can be seen of it, and that one's hash, for a walk compares millions of them. */
  private record Place(long number, SpecState state, Map<String, Object> visible, int hash, List<Edge> edges) {
    boolean looksLike(Map<String, Object> seen, int seenHash) {
      return hash == seenHash && visible.equals(seen);
    }
  }

  /** One that leads to another state: to change nothing is always a step. */
  private record Edge(String action, Place to) {}

  private Place place(Long number) {
    return places.computeIfAbsent(
        number,
        one -> {
          SpecState state = new SpecState(graph.states().get(one));
          Map<String, Object> visible = state.visible();
          return new Place(one, state, visible, visible.hashCode(), new ArrayList<>());
        });
  }

  private List<Edge> edges(Long from) {
    List<Edge> edges = place(from).edges;
    if (edges.isEmpty()) {
      graph.steps().get(from).stream()
          .filter(step -> step.to() != from)
          .forEach(step -> edges.add(new Edge(step.action(), place(step.to()))));
    }
    return edges;
  }

  Set<Long> initial() {
    return graph.initial();
  }

  SpecState state(Long number) {
    return place(number).state;
  }

  Map<String, Object> visible(Long number) {
    return place(number).visible;
  }

  List<Map<String, Object>> visible(Set<Long> numbers) {
    List<Map<String, Object>> all = new ArrayList<>();
    numbers.forEach(number -> all.add(visible(number)));
    return all;
  }

  /** Where steps lead. */
  Set<Long> after(Long from) {
    Set<Long> all = new LinkedHashSet<>();
    edges(from).forEach(edge -> all.add(edge.to.number));
    return all;
  }

  /** Where a command leads, if this is seen after it. */
  Set<Long> after(Long from, Command command, Map<String, Object> seen) {
    int hash = seen.hashCode();
    Set<Long> fitting = new LinkedHashSet<>();
    for (Edge edge : edges(from)) {
      if (edge.to.looksLike(seen, hash) && command.canLeadTo(edge.action, edge.to.state)) {
        fitting.add(edge.to.number);
      }
    }
    return fitting;
  }
}
