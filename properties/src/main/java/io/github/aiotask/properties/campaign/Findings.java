package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.random.Shrinker;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What was found so far, by who and rule, or by who and what happened. */
final class Findings {
  /** Where something was in memory is different each time. */
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]+|@[0-9a-f]{4,}");

  private record Key(String who, String rule, String failure) {}

  private final Map<Key, Finding> all = new LinkedHashMap<>();

  void addDifference(String who, Case example, Difference difference) {
    all.merge(new Key(who, difference.rule(), ""), Finding.of(who, example, difference), Findings::simpler);
  }

  void addFailure(String who, Case example, String why) {
    String alike = ADDRESS.matcher(why.replace(example.id(), "...")).replaceAll("...");
    all.merge(new Key(who, "", alike), Finding.of(who, example, why), Findings::simpler);
  }

  private static Finding simpler(Finding known, Finding other) {
    Finding simpler =
        Shrinker.size(other.example().program()) < Shrinker.size(known.example().program()) ? other : known;
    return simpler.times(known.programs() + other.programs());
  }

  /** Those in most programs first, and else in the order in which they were found. */
  List<Finding> all() {
    return all.values().stream().sorted(Comparator.comparingLong(Finding::programs).reversed()).toList();
  }
}
