package io.github.aiotask.properties.contract;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Situation;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cases by the rules that apply in them: the examples of the kit, and random programs of one seed. The system property
 * {@code aiotask.seed} gives another one; {@code aiotask.pythons}, as in {@code 3.12,3.13}, says which Pythons a runtime
 * follows, if not all.
 */
public final class Cases {
  /** How many programs of each profile there are, each as the newest Python and as another one. */
  private static final int OF_EACH_PROFILE = Integer.getInteger("aiotask.cases", 600);

  /** How many cases of a rule are kept for each Python. */
  private static final int MOST = 60;

  /** A rule that applies in fewer cases is not checked well enough, unless an example is about it. */
  private static final int FEWEST = 10;

  private static final long SEED = Long.getLong("aiotask.seed", 1L);

  private static final String PYTHONS_PROPERTY = "aiotask.pythons";

  /** What says them. */
  static final String PYTHONS = "-D" + PYTHONS_PROPERTY;

  /** The Pythons that are checked. */
  static final List<PythonVersion> VERSIONS = versions(System.getProperty(PYTHONS_PROPERTY, ""));

  private static @Nullable Cases all;

  private final Map<String, List<Case>> byRule = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<RuleAs, Integer> found = new HashMap<>();
  private final Set<String> exemplified = new HashSet<>();

  private Cases() {}

  /** A rule as it is in one Python. */
  private record RuleAs(String rule, PythonVersion version) {}

  /** All of them; the first call finds them, and prints the seed and how often each rule came up. */
  static synchronized Cases all() {
    Cases known = all;
    if (known == null) {
      known = new Cases();
      known.addExamples();
      known.addRandom();
      System.out.println(known);
      all = known;
    }
    return known;
  }

  private static List<PythonVersion> versions(String numbers) {
    if (numbers.isBlank()) {
      return List.of(PythonVersion.values());
    }
    return Stream.of(numbers.split(",")).map(String::strip).map(Cases::version).sorted().toList();
  }

  private static PythonVersion version(String number) {
    return Stream.of(PythonVersion.values())
        .filter(one -> one.number().equals(number))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(PYTHONS + ": there are no rules for Python " + number));
  }

  private void addExamples() {
    try {
      for (Recording example : Recordings.examples()) {
        addExample(example, VERSIONS);
      }
      for (Recording change : Recordings.history()) { // means something where it was recorded
        addExample(change, VERSIONS.stream().filter(change.versions()::contains).toList());
      }
    } catch (BadInput e) {
      throw new IllegalStateException(e);
    }
  }

  private void addExample(Recording example, List<PythonVersion> versions) {
    Program program = example.program();
    if (program != null && !versions.isEmpty()) {
      add(program, versions);
      exemplified.addAll(example.rules());
    }
  }

  private void addRandom() {
    Map<PythonVersion, List<ProgramGenerator>> generators = new EnumMap<>(PythonVersion.class);
    for (PythonVersion version : VERSIONS) {
      generators.put(version, List.of(Profile.values()).stream().map(one -> new ProgramGenerator(one, version)).toList());
    }
    for (int i = 0; i < OF_EACH_PROFILE; i++) {
      long seed = SEED * OF_EACH_PROFILE + i;
      for (PythonVersion version : twoOfThem(i)) {
        generators.getOrDefault(version, List.of()).forEach(one -> add(one.generate(seed), List.of(version)));
      }
    }
  }

  /** The newest, and one of the others in turn. */
  private static Set<PythonVersion> twoOfThem(int turn) {
    int newest = VERSIONS.size() - 1;
    return new LinkedHashSet<>(List.of(VERSIONS.get(newest), VERSIONS.get(newest == 0 ? 0 : turn % newest)));
  }

  private void add(Program program, List<PythonVersion> versions) {
    for (PythonVersion version : versions) {
      Case one = new Case(program, version);
      Set<String> rules = new LinkedHashSet<>(Model.run(program, version).applied());
      rules.removeIf(Situation::isOne);
      for (String rule : rules) {
        counts.merge(rule, 1, Integer::sum);
        if (found.merge(new RuleAs(rule, version), 1, Integer::sum) <= MOST) {
          byRule.computeIfAbsent(rule, ignored -> new ArrayList<>()).add(one);
        }
      }
    }
  }

  /**
   * The cases in which a rule applies.
   *
   * @param rule its number
   * @throws IllegalStateException if there are too few to say that the rule was checked
   */
  public static List<Case> of(String rule) {
    List<Case> cases = all().byRule.getOrDefault(rule, List.of());
    if (cases.isEmpty() || (cases.size() < FEWEST && !all().exemplified.contains(rule))) {
      throw new IllegalStateException(
          "§" + rule + " applied in " + cases.size() + " programs of seed " + SEED + ": " + FEWEST
              + " are needed to say that it was checked; take another seed, or more programs (-Daiotask.cases=N)");
    }
    return cases;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("aiotask: seed ").append(SEED).append("; programs in which a rule applies:");
    String chapter = "";
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      String next = entry.getKey().replaceFirst("\\..*", "");
      text.append(next.equals(chapter) ? "  " : "\n  ").append('§').append(entry.getKey()).append(' ').append(entry.getValue());
      chapter = next;
    }
    return text.toString();
  }
}
