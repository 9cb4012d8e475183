package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.RuleBook;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts. */
final class Tally {
  private final Map<String, Long> rules = new HashMap<>();
  private final Map<String, Map<String, Long>> notCompared = new TreeMap<>();
  private long generated;
  private long counted;

  void addGenerated(int programs) {
    generated += programs;
  }

  void add(Case one) {
    counted++;
    one.rules().forEach(rule -> rules.merge(rule, 1L, Long::sum));
  }

  void addNotCompared(String who, String why) {
    notCompared.computeIfAbsent(who, any -> new TreeMap<>()).merge(why, 1L, Long::sum);
  }

  long generated() {
    return generated;
  }

  long counted() {
    return counted;
  }

  /** In the order of their numbers. */
  Map<String, Long> rules() {
    Map<String, Long> ordered = new TreeMap<>(RuleBook.BY_NUMBER);
    ordered.putAll(rules);
    return ordered;
  }

  Map<String, Map<String, Long>> notCompared() {
    return notCompared;
  }
}
