package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.tlc.Counterexample;
import io.github.aiotask.spec.tlc.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A counterexample in words: commands, as far as the implementation went along, and what each changes in the state.
 *
 * @param old how far the implementation went as Python 3.4; null for a model of another Python
 * @param modern how far it went as Python 3.14
 */
record Story(Model model, Counterexample counterexample, Replay old, Replay modern) {

  /** As Markdown. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("## " + model);
    lines.add("");
    lines.add("Violates " + model.violates() + ".");
    lines.add("");
    Replay farthest = old == null ? modern : old;
    List<Command> commands = farthest.path().commands();
    List<Map<String, Object>> states = counterexample.states();
    lines.add("1. " + farthest.path().start());
    for (int i = 1; i < states.size(); i++) {
      boolean isDone = i <= commands.size();
      String what = isDone ? commands.get(i - 1).toString() : "*" + counterexample.actions().get(i) + "*";
      lines.add((i + 1) + ". " + what + " → " + changes(states.get(i - 1), states.get(i)));
    }
    lines.add("");
    if (old != null) {
      lines.add("As Python 3.4 " + howFar(old) + " " + "As Python 3.14 " + howFar(modern));
    } else {
      lines.add("As Python 3.14 " + howFar(modern));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private static String howFar(Replay replay) {
    return replay.isComplete()
        ? "the implementation goes all the way."
        : "it goes as far as " + replay.reached() + ", and nothing leads on.";
  }

  private static String changes(Map<String, Object> from, Map<String, Object> to) {
    return Difference.changes(from, to).entrySet().stream()
        .map(change -> change.getKey() + ": " + readable(change.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String readable(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Story::readable).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> entry) { // of a ready queue
      String by = "None".equals(entry.get("of")) ? "" : " by " + entry.get("of");
      return entry.get("run") + by + (Boolean.TRUE.equals(entry.get("raises")) ? " raises" : "");
    }
    return String.valueOf(value);
  }
}
