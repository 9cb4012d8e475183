package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.RuleBook;
import java.util.Map;
import java.util.TreeMap;

/** Counts. */
final class Tally {
  private final Map<String, Long> rules = new TreeMap<>(RuleBook.BY_NUMBER);
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

  Map<String, Long> rules() {
    return rules;
  }

  Map<String, Map<String, Long>> notCompared() {
    return notCompared;
  }
}
