package io.github.aiotask.spec.walk;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.spec.tlc.StateGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Goes through all states of a model on an implementation, breadth first: in each state each command must lead to one of the
 * state's successors or change nothing, and each successor must be reached by a command. A path to a state is made of
 * commands that the implementation has answered with just these states.
 */
final class Walk {
  private final Steps steps;
  private final Setting setting;
  private final TaskRuntimeProvider provider;
  private final Map<Long, Path> paths = new HashMap<>();
  private final Deque<Long> open = new ArrayDeque<>();
  private int transitions;
  private int commands;

  Walk(StateGraph graph, Setting setting, TaskRuntimeProvider provider) {
    this.steps = new Steps(graph);
    this.setting = setting;
    this.provider = provider;
  }

  /** The first difference, or null. */
  Difference run() {
    Difference difference = null;
    for (Long initial : steps.initial()) {
      Path start = new Path(steps.state(initial).order(setting), null, null);
      reach(initial, start);
      difference = difference == null ? probe(start, initial, null).difference() : difference;
    }
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
    Path path = paths.get(from);
    Set<Long> left = steps.after(from);
    transitions += left.size();
    for (Command command : Choices.in(steps.state(from), setting)) {
      commands++;
      Probe probe = probe(path, from, command);
      if (probe.difference() != null) {
        return probe.difference();
      }
      if (probe.reached() != null) {
        reach(probe.reached(), path.then(command));
        left.remove(probe.reached());
      }
    }
    return left.isEmpty()
        ? null
        : new Difference(
            "no command leads where the specification does", path, steps.visible(from), steps.visible(left), null);
  }

  private Probe probe(Path path, Long at, Command command) {
    Probe probe = new Probe(steps, setting, path, at, command);
    Machine.run(provider, setting, path.order(), probe);
    return probe;
  }

  /** How many were reached. */
  int states() {
    return paths.size();
  }

  /** How many were executed. */
  int transitions() {
    return transitions;
  }

  @Override
  public String toString() {
    return paths.size() + " states, " + transitions + " transitions, " + commands + " commands";
  }
}
