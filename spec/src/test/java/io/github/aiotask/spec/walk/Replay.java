package io.github.aiotask.spec.walk;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.spec.tlc.Counterexample;
import java.util.List;
import java.util.Map;

/**
 * A counterexample on an implementation: commands that go through just its states.
 *
 * @param version as which Python
 * @param path the commands, as far as they go
 * @param reached how many of the states were reached, the initial one too
 * @param states how many there are
 */
record Replay(PythonVersion version, Path path, int reached, int states) {

  static Replay of(Counterexample counterexample, Setting setting, TaskRuntimeProvider provider) {
    List<SpecState> states = counterexample.states().stream().map(SpecState::new).toList();
    Path path = new Path(states.get(0).order(setting), null, null);
    if (!Way.end(path, setting, provider).equals(states.get(0).visible())) {
      return new Replay(setting.version(), path, 0, states.size());
    }
    for (int i = 1; i < states.size(); i++) {
      Path longer = step(path, states.get(i - 1), counterexample.actions().get(i), states.get(i), setting, provider);
      if (longer == null) {
        return new Replay(setting.version(), path, i, states.size());
      }
      path = longer;
    }
    return new Replay(setting.version(), path, states.size(), states.size());
  }

  /** With a command that leads from one state to the next; null if none does. */
  private static Path step(
      Path path, SpecState from, String action, SpecState to, Setting setting, TaskRuntimeProvider provider) {
    if (to.equals(from)) {
      return path;
    }
    Map<String, Object> visible = to.visible();
    for (Command command : Choices.in(from, setting)) {
      Path longer = path.then(command);
      if (command.canLeadTo(action, to) && Way.end(longer, setting, provider).equals(visible)) {
        return longer;
      }
    }
    return null;
  }

  boolean isComplete() {
    return reached == states;
  }

  @Override
  public String toString() {
    return path + (isComplete() ? "" : "; and none leads on to state " + (reached + 1));
  }
}
