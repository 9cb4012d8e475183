package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.tlc.Counterexample;
import io.github.aiotask.spec.tlc.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A counterexample in words: commands, as far as the implementation went along, and what each changes in the state.
 *
 * @param its how far the implementation went as the model's Python
 * @param mended how far it went as the Pythons that came after what the model violates was mended, the oldest first; empty if
 *     that is a mistake of nobody's
 */
record Story(Model model, Counterexample counterexample, Replay its, List<Replay> mended) {

  /** As Markdown. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("## " + model);
    lines.add("");
    lines.add("Violates " + model.violates() + ".");
    lines.add("");
    List<Command> commands = its.path().commands();
    List<Map<String, Object>> states = counterexample.states();
    lines.add("1. " + its.path().start());
    for (int i = 1; i < states.size(); i++) {
      boolean isDone = i <= commands.size();
      String what = isDone ? commands.get(i - 1).toString() : "*" + counterexample.actions().get(i) + "*";
      lines.add((i + 1) + ". " + what + " → " + changes(states.get(i - 1), states.get(i)));
    }
    lines.add("");
    lines.add(Stream.concat(Stream.of(its), mended.stream().limit(1)).map(Story::howFar).collect(Collectors.joining(" ")));
    lines.add("");
    return String.join("\n", lines);
  }

  private static String howFar(Replay replay) {
    return "As Python " + replay.version().number()
        + (replay.isComplete()
            ? " the implementation goes all the way."
            : " it goes as far as " + replay.reached() + ", and nothing leads on.");
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
