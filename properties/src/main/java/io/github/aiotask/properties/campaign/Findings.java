package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.random.Shrinker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found so far, by who and rule, in the order in which it was. */
final class Findings {
  private record Key(String who, String rule) {}

  private final Map<Key, Finding> differences = new LinkedHashMap<>();
  private final List<Finding> failures = new ArrayList<>();

  void addDifference(String who, Case example, Difference difference) {
    differences.merge(
        new Key(who, difference.rule()), Finding.of(who, example, difference), (known, other) -> simpler(known, other));
  }

  private static Finding simpler(Finding known, Finding other) {
    Finding simpler =
        Shrinker.size(other.example().program()) < Shrinker.size(known.example().program()) ? other : known;
    return simpler.times(known.programs() + other.programs());
  }

  void addFailure(String who, Case example, String why) {
    failures.add(Finding.of(who, example, why));
  }

  /** Differences, and then what died or hung. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>(differences.values());
    all.addAll(failures);
    return all;
  }
}
