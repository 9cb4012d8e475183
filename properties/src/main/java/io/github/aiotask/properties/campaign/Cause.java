package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Findings that one cause explains, as far as can be told: one fault breaks many rules.
 *
 * @param shown what the simplest program shows that can be had of the first one, and in how many programs all are
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
    Map<Object, Cause> causes = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Finding root = simplest.apply(finding);
      Difference difference = root.difference();
      Object key =
          difference == null ? finding : new Key(root.who(), expectations.reason(root).orElse(""), difference.symptom());
      causes.merge(key, new Cause(root, List.of(finding)), Cause::with);
    }
    return causes.values().stream()
        .sorted(Comparator.comparingLong((Cause cause) -> cause.shown.programs()).reversed())
        .toList();
  }

  private Cause with(Cause other) {
    List<Finding> both = new ArrayList<>(findings);
    both.addAll(other.findings);
    return new Cause(shown.times(shown.programs() + other.shown.programs()), both);
  }
}
