package io.github.aiotask.spec.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Commands from the start to a state.
 *
 * @param order in which the tasks were created that are there from the start
 * @param before the last command; null at the start
 * @param last the last command; null at the start
 */
record Path(List<String> order, Path before, Command last) {

  Path then(Command command) {
    return new Path(order, this, command);
  }

  List<Command> commands() {
    Deque<Command> commands = new ArrayDeque<>();
    for (Path path = this; path.last != null; path = path.before) {
      commands.addFirst(path.last);
    }
    return new ArrayList<>(commands);
  }

  /** How it begins. */
  String start() {
    return order.isEmpty() ? "nothing is created" : "created: " + String.join(", ", order);
  }

  @Override
  public String toString() {
    return commands().stream().map(Command::toString).collect(Collectors.joining("; ", start() + "; ", ""));
  }
}
