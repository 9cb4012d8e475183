package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How seldom rules apply. Of several that may be broken, the one that applies in the fewest programs says the most: each step
 * begins and ends by the same few rules.
 */
final class Rarity {
  private static final int SAMPLE = 300; // programs

  private static final Map<PythonVersion, Map<String, Integer>> PROGRAMS = new ConcurrentHashMap<>();

  private Rarity() {}

  /** Rules of that version, the rarest first. */
  static Comparator<String> order(PythonVersion version) {
    Map<String, Integer> programs = PROGRAMS.computeIfAbsent(version, Rarity::count);
    return Comparator.<String>comparingInt(rule -> programs.getOrDefault(rule, 0)).thenComparing(Comparator.naturalOrder());
  }

  private static Map<String, Integer> count(PythonVersion version) {
    ProgramGenerator generator = new ProgramGenerator(Profile.GENERAL, version);
    Map<String, Integer> programs = new HashMap<>();
    for (int seed = 0; seed < SAMPLE; seed++) {
      new HashSet<>(Model.run(generator.generate(seed), version).applied())
          .forEach(rule -> programs.merge(rule, 1, Integer::sum));
    }
    return programs;
  }
}
