package io.github.aiotask.spec.walk;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.spec.tlc.StateGraph;
import io.github.aiotask.spec.tlc.StateGraph.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through all states of a model on an implementation, breadth first: in each state each command must lead to one of the
 * state's successors or change nothing, and each successor must be reached by a command. A path to a state is made of
 * commands that the implementation has answered with just these states.
 */
final class Walk {
  private final StateGraph graph;
  private final Setting setting;
  private final TaskRuntimeProvider provider;
  private final Map<Long, Path> paths = new HashMap<>();
  private final Deque<Long> open = new ArrayDeque<>();
  private final Map<Long, Map<String, Object>> visible = new HashMap<>();
  private int transitions;
  private int commands;

  Walk(StateGraph graph, Setting setting, TaskRuntimeProvider provider) {
    this.graph = graph;
    this.setting = setting;
    this.provider = provider;
  }

  /** The first difference, or null. */
  Difference run() {
    for (Long initial : graph.initial()) {
      Path path = new Path(state(initial).order(setting), null, null);
      Map<String, Object> seen = path.play(provider, setting);
      if (!seen.equals(visible(initial))) {
        return new Difference("the initial state differs", path, visible(initial), List.of(), seen);
      }
      reach(initial, path);
    }
    Difference difference = null;
    while (difference == null && !open.isEmpty()) {
      difference = leave(open.remove());
    }
    return difference;
  }

  private void reach(Long number, Path path) {
    if (paths.putIfAbsent(number, path) == null) {
      open.add(number);
    }
  }

  /** Gives each command in a state. */
  private Difference leave(Long from) {
    Set<Long> left = successors(from);
    transitions += left.size();
    for (Command command : Choices.in(state(from), setting)) {
      Path path = paths.get(from).then(command);
      Map<String, Object> seen = path.play(provider, setting);
      commands++;
      if (isBeyond(seen)) {
        continue;
      }
      Set<Long> to = successors(from, command, seen);
      if (to.size() > 1) {
        throw new IllegalStateException(path + " could have led to " + to.size() + " states: it is not said well enough");
      }
      to.forEach(number -> reach(number, path));
      left.removeAll(to);
      if (to.isEmpty() && !seen.equals(visible(from))) {
        return new Difference("no step of the specification", path, visible(from), visibles(successors(from)), seen);
      }
    }
    return left.isEmpty()
        ? null
        : new Difference("no command leads where the specification does", paths.get(from), visible(from), visibles(left), null);
  }

  /** A bound of the model's: that many requests, and no more. */
  private boolean isBeyond(Map<String, Object> seen) {
    return setting.maxCount() > 0
        && ((Map<?, ?>) seen.get("count")).values().stream().anyMatch(count -> (int) count > setting.maxCount());
  }

  private Set<Long> successors(Long from) {
    Set<Long> all = new LinkedHashSet<>();
    graph.steps().get(from).forEach(step -> all.add(step.to()));
    all.remove(from); // to change nothing is always a step
    return all;
  }

  /** Those to which a command leads, if this is seen after it. */
  private Set<Long> successors(Long from, Command command, Map<String, Object> seen) {
    Set<Long> fitting = new LinkedHashSet<>();
    for (Step step : graph.steps().get(from)) {
      if (step.to() != from && command.canLeadTo(step.action(), state(step.to())) && visible(step.to()).equals(seen)) {
        fitting.add(step.to());
      }
    }
    return fitting;
  }

  private List<Map<String, Object>> visibles(Set<Long> numbers) {
    List<Map<String, Object>> all = new ArrayList<>();
    numbers.forEach(number -> all.add(visible(number)));
    return all;
  }

  private SpecState state(Long number) {
    return new SpecState(graph.states().get(number));
  }

  private Map<String, Object> visible(Long number) {
    return visible.computeIfAbsent(number, one -> state(one).visible());
  }

  /** How many were reached. */
  int states() {
    return paths.size();
  }

  @Override
  public String toString() {
    return paths.size() + " states, " + transitions + " transitions, " + commands + " commands";
  }
}
