package io.github.aiotask.properties.check;

import io.github.aiotask.properties.model.Line;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rule that the first difference of two traces breaks: of an event its own, of a look that of the part that differs. */
final class BrokenRule {
  /** Tasks step when it is their turn, and at no other time. */
  private static final String TURN = "5.6";

  /** Parts of a look that few rules change: the one that did it last is the one. */
  private static final Set<String> TELLING = Set.of("cancelling", "unretrieved");

  private final List<Line> expected;
  private final List<String> actual;
  private final int at;
  private boolean sure = true;
  private boolean ofAPart;

  BrokenRule(List<Line> expected, List<String> actual, int at) {
    this.expected = expected;
    this.actual = actual;
    this.at = at;
  }

  /** Whether it can be told for sure: not if the part that differs was changed by no rule. */
  boolean isSure() {
    return sure;
  }

  /** Whether it is the rule that has changed the part of a look that differs. */
  boolean isOfAPart() {
    return ofAPart;
  }

  String number() {
    Line wanted = at < expected.size() ? expected.get(at) : null;
    String found = at < actual.size() ? actual.get(at) : null;
    Line early = found == null || isLook(found) ? null : sameInALaterIteration(found);
    if (early != null) {
      sure = false;
      return early.rule();
    }
    if (found != null && isLook(found) && !comesLater(found)) {
      return ofLook(nameOf(found), wanted, found);
    }
    if (wanted != null && isLook(wanted.text())) {
      return ofLook(nameOf(wanted.text()), wanted, null);
    }
    if (expected.isEmpty() || (found != null && isResume(found) && !comesLater(found))) {
      return TURN;
    }
    return wanted == null ? expected.get(expected.size() - 1).rule() : wanted.rule();
  }

  private boolean comesLater(String text) {
    return expected.subList(Math.min(at, expected.size()), expected.size()).stream().anyMatch(line -> line.text().equals(text));
  }

  // ---- events

  /** The event that is due in a later iteration, if that is what was found. */
  private @Nullable Line sameInALaterIteration(String found) {
    int mark = found.indexOf(':');
    if (mark < 0) {
      return null; // no line of a trace
    }
    String what = found.substring(mark);
    for (int i = at; i < expected.size(); i++) {
      String text = expected.get(i).text();
      if (!isLook(text) && text.endsWith(what) && text.indexOf(':') == text.length() - what.length()) {
        return text.equals(found) ? null : expected.get(i);
      }
    }
    return null;
  }

  /** Whether a coroutine goes on here: it starts, or what it has waited for answers. */
  private static boolean isResume(String text) {
    return text.contains(" starts") || text.contains(": await ") || text.contains(": yield");
  }

  // ---- looks

  static boolean isLook(String text) {
    int mark = 0;
    while (mark < text.length() && Character.isDigit(text.charAt(mark))) {
      mark++;
    }
    return mark < text.length() && text.charAt(mark) == '=';
  }

  static String nameOf(String look) {
    int end = look.indexOf(' ');
    return look.substring(look.indexOf('=') + 1, end < 0 ? look.length() : end);
  }

  /** The rule of the first part that is not as it should be. */
  private String ofLook(String name, @Nullable Line wanted, @Nullable String found) {
    Line last = lastLook(name);
    boolean same = wanted != null && isLook(wanted.text()) && nameOf(wanted.text()).equals(name);
    Line right = same ? wanted : last;
    if (right == null) {
      return wanted == null ? TURN : wanted.rule();
    }
    String wrong = found != null ? found : last == null ? "" : last.text();
    Map<String, String> should = keysOf(right.text());
    Map<String, String> is = keysOf(wrong);
    Set<String> keys = new LinkedHashSet<>(should.keySet());
    keys.addAll(is.keySet());
    for (String key : keys) {
      if (!Objects.equals(should.get(key), is.get(key))) {
        ofAPart = right.keys().containsKey(key) && TELLING.contains(key);
        sure = right.keys().containsKey(key) && !key.equals("tasks"); // many rules put a task there, or take it away
        return right.keys().getOrDefault(key, right.rule());
      }
    }
    return right.rule();
  }

  private @Nullable Line lastLook(String name) {
    for (int i = Math.min(at, expected.size()) - 1; i >= 0; i--) {
      Line line = expected.get(i);
      if (isLook(line.text()) && nameOf(line.text()).equals(name)) {
        return line;
      }
    }
    return null;
  }

  /** The words of a look, by key. */
  static Map<String, String> keysOf(String look) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String word : look.split(" ")) {
      int is = word.indexOf('=');
      keys.put(is < 0 ? word : word.substring(0, is), word);
    }
    keys.keySet().removeIf(key -> !key.isEmpty() && Character.isDigit(key.charAt(0)));
    return keys;
  }
}
