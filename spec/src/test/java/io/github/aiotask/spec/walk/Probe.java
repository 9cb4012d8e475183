package io.github.aiotask.spec.walk;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gives a command in a state, and then lets the loops run and the coroutines return until nothing is ready: that shows what the
 * ready queues hold and in which order. All that is seen must be steps of the specification.
 */
final class Probe implements Script {
  private final Steps steps;
  private final Setting setting;
  private final Iterator<Command> before;
  private final Command command; // null: only to look
  private Path path;
  private Long at; // the state of the specification
  private Command given; // the last one since then
  private Long reached; // by the command; null: it changed nothing, or is beyond the model's bounds
  private Difference difference;

  /**
   * Is to begin.
   *
   * @param path that leads to the state
   */
  Probe(Steps steps, Setting setting, Path path, Long at, Command command) {
    this.steps = steps;
    this.setting = setting;
    this.before = path.commands().iterator();
    this.path = path;
    this.at = at;
    this.command = command;
  }

  Difference difference() {
    return difference;
  }

  /** Where the command led; null if it changed nothing, or led beyond the model's bounds. */
  Long reached() {
    return reached;
  }

  @Override
  public Command next(Supplier<Map<String, Object>> now) {
    if (before.hasNext()) {
      return before.next();
    }
    if (given == null && command != null) {
      return give(command);
    }
    Map<String, Object> seen = now.get();
    if (setting.isBeyond(seen)) {
      return null;
    }
    arrive(seen);
    if (given == command && difference == null) {
      reached = at;
    }
    Command next = difference == null ? drain() : null;
    return next == null ? null : give(next);
  }

  private Command give(Command next) {
    given = next;
    path = path.then(next);
    return next;
  }

  /** Finds the state of the specification that is seen. */
  private void arrive(Map<String, Object> seen) {
    Set<Long> to = given == null ? Set.of() : steps.after(at, given, seen);
    boolean mayBeInVain = given == null || given.verb().isInPassing();
    if (to.size() == 1) {
      at = to.iterator().next();
    } else if (to.size() > 1) {
      difference = differs("it could have led to several states: the command is not said well enough", steps.visible(to), seen);
    } else if (!mayBeInVain || !seen.equals(steps.visible(at))) {
      difference = differs("no step of the specification", steps.visible(steps.after(at)), seen);
    }
  }

  private Command drain() {
    SpecState state = steps.state(at);
    if (state.running() != null) {
      return Command.of(Command.Verb.RETURNS, state.running());
    }
    return setting.loops().stream()
        .filter(loop -> !state.runs(loop).isEmpty())
        .findFirst()
        .map(loop -> Command.of(Command.Verb.LOOP_RUNS, loop))
        .orElse(null);
  }

  @Override
  public void broken(String why, Map<String, Object> now) {
    difference = differs(why, List.of(), now);
  }

  private Difference differs(String what, List<Map<String, Object>> expected, Map<String, Object> seen) {
    return new Difference(what, path, steps.visible(at), expected, seen);
  }
}
