package io.github.aiotask.properties.check;

import io.github.aiotask.properties.model.Line;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong in the first line that differs, without the names and numbers in it: what one cause does is alike. */
final class Symptom {
  private static final Set<String> NUMBERS = Set.of("ready", "cancelling");
  private static final Set<String> LISTS = Set.of("callbacks", "tasks");
  private static final Set<String> CONSTANTS = Set.of("True", "False", "None");
  private static final Pattern KINDS = Pattern.compile("(raises|report) [^ (#]+");

  private final List<String> expected;
  private final List<String> actual;
  private final int at;

  private Symptom(Difference difference) {
    this.expected = difference.expected().stream().map(Line::text).toList();
    this.actual = difference.actual();
    this.at = difference.at();
  }

  static String of(Difference difference) {
    return new Symptom(difference).text();
  }

  private String text() {
    String wanted = at < expected.size() ? expected.get(at) : "";
    String came = at < actual.size() ? actual.get(at) : "";
    if (isElsewhere(wanted, actual) && isElsewhere(came, expected)) {
      return "in another order";
    }
    if (BrokenRule.isLook(came) && !isElsewhere(came, expected)) {
      String name = BrokenRule.nameOf(came);
      boolean same = BrokenRule.isLook(wanted) && BrokenRule.nameOf(wanted).equals(name);
      return changes(same ? wanted : lastLook(name), came);
    }
    if (BrokenRule.isLook(wanted) && !isElsewhere(wanted, actual)) {
      return changes(wanted, lastLook(BrokenRule.nameOf(wanted)));
    }
    if (isElsewhere(withoutIteration(wanted), withoutIterations(actual))) {
      return "late";
    }
    if (isElsewhere(withoutIteration(came), withoutIterations(expected))) {
      return "early";
    }
    return kind(wanted) + " and not " + kind(came);
  }

  // ---- when

  private boolean isElsewhere(String line, List<String> trace) {
    return !line.isEmpty() && at < trace.size() && trace.subList(at, trace.size()).contains(line);
  }

  private static String withoutIteration(String line) {
    return BrokenRule.isLook(line) ? "" : line.replaceFirst("^[0-9]+", "");
  }

  private static List<String> withoutIterations(List<String> trace) {
    return trace.stream().map(Symptom::withoutIteration).toList();
  }

  // ---- looks

  private String lastLook(String name) {
    for (int i = Math.min(at, expected.size()) - 1; i >= 0; i--) {
      if (BrokenRule.isLook(expected.get(i)) && BrokenRule.nameOf(expected.get(i)).equals(name)) {
        return expected.get(i);
      }
    }
    return "";
  }

  private static String changes(String should, String is) {
    Map<String, String> wanted = BrokenRule.keysOf(should);
    Map<String, String> came = BrokenRule.keysOf(is);
    Set<String> keys = new LinkedHashSet<>(wanted.keySet());
    keys.addAll(came.keySet());
    return keys.stream()
        .filter(key -> !wanted.getOrDefault(key, "").equals(came.getOrDefault(key, "")))
        .map(key -> key + " " + change(key, wanted.getOrDefault(key, ""), came.getOrDefault(key, "")))
        .collect(Collectors.joining(", "));
  }

  private static String change(String key, String should, String is) {
    if (NUMBERS.contains(key)) {
      return number(should) > number(is) ? "too few" : "too many";
    }
    if (LISTS.contains(key)) {
      return members(should).containsAll(members(is))
          ? members(is).containsAll(members(should)) ? "in another order" : "missing"
          : members(is).containsAll(members(should)) ? "too many" : "others";
    }
    if (key.equals("state")) {
      return state(should) + " and not " + state(is);
    }
    return should.isEmpty() ? "there" : is.isEmpty() ? "missing" : "another";
  }

  private static int number(String word) {
    String digits = word.replaceFirst(".*=", "");
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }

  private static List<String> members(String word) {
    return word.isEmpty() ? List.of() : List.of(word.replaceFirst(".*=", "").split(","));
  }

  private static String state(String word) {
    return word.replaceFirst("^state=([a-z]*).*", "$1");
  }

  // ---- events

  /** What an event is: the first word of what happened, and the kind of its outcome. */
  private static String kind(String line) {
    if (line.isEmpty()) {
      return "the end";
    }
    if (BrokenRule.isLook(line)) {
      return "a look";
    }
    String what = line.replaceFirst("^[0-9]*:(?!report )[^ ]+ ", "").replaceFirst("^[0-9]*:", "");
    String word = what.split(" ", 2)[0];
    int value = what.lastIndexOf(" = ");
    int error = what.lastIndexOf(" ! ");
    if (error > value) {
      return word + " ! " + what.substring(error + 3).replaceFirst("[(#].*", "");
    }
    if (value >= 0) {
      String text = what.substring(value + 3);
      return word + " = " + (CONSTANTS.contains(text) ? text : "value");
    }
    Matcher kind = KINDS.matcher(what);
    return kind.lookingAt() ? kind.group() : word;
  }
}
