package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.random.Shrinker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Findings that one cause explains, as far as can be told: one fault breaks many rules.
 *
 * @param shown what the simplest program of all of them shows
 * @param findings which they are, those in most programs first
 */
public record Cause(Finding shown, List<Finding> findings) {

  private record Key(String who, String reason, String symptom) {}

  /** Copies the list. */
  public Cause {
    findings = List.copyOf(findings);
  }

  /** A finding by itself. */
  public static Cause of(Finding finding) {
    return new Cause(finding, List.of(finding));
  }

  /**
   * Puts together what is alike once it is as simple as can be.
   *
   * @param findings whose programs are simple as long as they break that rule
   * @param simplest makes them simpler still, whatever rule they break then
   * @param expectations what is expected is no cause of what is not
   */
  static List<Cause> group(List<Finding> findings, UnaryOperator<Finding> simplest, Expectations expectations) {
    Map<Object, List<Finding>> alike = new LinkedHashMap<>();
    Map<Object, List<Finding>> simple = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Finding root = simplest.apply(finding);
      Difference difference = root.difference();
      Object key =
          difference == null ? finding : new Key(root.who(), expectations.reason(root).orElse(""), difference.symptom());
      alike.computeIfAbsent(key, any -> new ArrayList<>()).add(finding);
      simple.computeIfAbsent(key, any -> new ArrayList<>()).add(root);
    }
    List<Cause> causes = new ArrayList<>();
    alike.forEach((key, its) -> causes.add(of(its, simple.getOrDefault(key, its))));
    causes.sort(Comparator.comparingLong((Cause cause) -> cause.shown.programs()).reversed());
    return causes;
  }

  private static Cause of(List<Finding> findings, List<Finding> roots) {
    Finding least = roots.get(0);
    for (Finding root : roots) {
      least = Shrinker.size(root.example().program()) < Shrinker.size(least.example().program()) ? root : least;
    }
    return new Cause(least.times(findings.stream().mapToLong(Finding::programs).sum()), findings);
  }
}
