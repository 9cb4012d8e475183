package io.github.aiotask.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The states that lead to a violation.
 *
 * @param states from an initial one on
 * @param actions the one before each state; of the initial one it is null
 */
public record Counterexample(List<Map<String, Object>> states, List<String> actions) {
  private static final Pattern STATE =
      Pattern.compile("State \\d+: <(\\w+)(?: [^\\n]*)?>\\R(.*?)(?=\\R\\R|\\z)", Pattern.DOTALL);

  /** Reads a log; without a violation there are no states. */
  public static Counterexample of(Tlc tlc) {
    List<Map<String, Object>> states = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    Matcher found = STATE.matcher(tlc.log());
    while (found.find()) {
      actions.add(states.isEmpty() ? null : found.group(1));
      states.add(Model.state(found.group(2)));
    }
    return new Counterexample(states, actions);
  }
}
