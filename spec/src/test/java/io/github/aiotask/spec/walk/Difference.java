package io.github.aiotask.spec.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an implementation and the specification differ.
 *
 * @param what is wrong
 * @param path the commands
 * @param before what is to be seen before the last of them, or where none leads on
 * @param expected what may be seen after it, or should be reached
 * @param seen what is seen; null if something was not reached
 */
record Difference(
    String what, Path path, Map<String, Object> before, List<Map<String, Object>> expected, Map<String, Object> seen) {

  /** At which command. */
  String command() {
    return path.last() == null ? "the start" : path.last().toString();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(what);
    lines.add("  " + path);
    lines.add("  the state: " + before);
    if (seen != null) {
      lines.add("  seen, as it differs from that: " + changes(before, seen));
    }
    for (Map<String, Object> one : expected) {
      lines.add("  expected, as it differs from that: " + changes(before, one));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** Of fields and, in those that are maps, of whose. */
  static Map<String, Object> changes(Map<String, Object> from, Map<String, Object> to) {
    Map<String, Object> changes = new TreeMap<>();
    to.forEach(
        (field, now) -> {
          Object then = from.get(field);
          if (now instanceof Map<?, ?> map && then instanceof Map<?, ?> old) {
            map.forEach(
                (name, one) -> {
                  if (!one.equals(old.get(name))) {
                    changes.put(field + " of " + name, one);
                  }
                });
          } else if (!now.equals(then)) {
            changes.put(field, now);
          }
        });
    return changes;
  }
}
