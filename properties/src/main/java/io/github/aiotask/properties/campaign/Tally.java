package io.github.aiotask.properties.campaign;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts. */
final class Tally {
  private final Map<String, Long> rules = new TreeMap<>(RuleBook.BY_NUMBER);
  private final Map<String, Map<String, Long>> notCompared = new TreeMap<>();
  private long generated;
  private long counted;

  /** The numbers of the rules that applied in a program. */
  static Set<String> rulesOf(Case one) {
    Set<String> rules = new LinkedHashSet<>(one.expected().applied());
    rules.removeIf(rule -> !Character.isDigit(rule.charAt(0))); // what stands for a deliberate difference has no number
    return rules;
  }

  void addGenerated(int programs) {
    generated += programs;
  }

  void add(Case one) {
    counted++;
    rulesOf(one).forEach(rule -> rules.merge(rule, 1L, Long::sum));
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
