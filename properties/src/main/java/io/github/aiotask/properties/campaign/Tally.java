package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.RuleBook;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts. */
final class Tally {
  private final Map<String, Long> rules = new HashMap<>();
  private final Map<String, Long> situations = new TreeMap<>();
  private final Map<String, Map<String, Long>> notCompared = new TreeMap<>();
  private long generated;
  private long asked;
  private long compared;

  void addGenerated(int programs) {
    generated += programs;
  }

  /** A program that was asked for; its rules are exercised only if everybody's trace of it was compared. */
  void add(Case one, boolean isCompared) {
    asked++;
    if (isCompared) {
      compared++;
      one.rules().forEach(rule -> rules.merge(rule, 1L, Long::sum));
      one.situations().forEach(situation -> situations.merge(situation.name(), 1L, Long::sum));
    }
  }

  void addNotCompared(String who, String why) {
    notCompared.computeIfAbsent(who, any -> new TreeMap<>()).merge(why, 1L, Long::sum);
  }

  long generated() {
    return generated;
  }

  long asked() {
    return asked;
  }

  long compared() {
    return compared;
  }

  /** In the order of their numbers; then the situations, by name. */
  Map<String, Long> rules() {
    Map<String, Long> byNumber = new TreeMap<>(RuleBook.BY_NUMBER);
    byNumber.putAll(rules);
    Map<String, Long> ordered = new LinkedHashMap<>(byNumber);
    ordered.putAll(situations);
    return ordered;
  }

  Map<String, Map<String, Long>> notCompared() {
    return notCompared;
  }
}
