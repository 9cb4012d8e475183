package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.RuleBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Differences that are known, and nobody's fault here.
 *
 * @param who differs
 * @param known what is known of it
 * @param changes why it is another rule in the version of who differs, by the number of the rule that is named
 * @param notes about the version, for people
 */
public record Expectations(
    String who, List<KnownDifference> known, Map<String, String> changes, List<String> notes) {
  private static final Pattern CHANGE = Pattern.compile("\\b(from|to) (3\\.[0-9]+)");

  /** Of nobody. */
  public static Expectations none() {
    return new Expectations("", List.of(), Map.of(), List.of());
  }

  /**
   * Of a runtime.
   *
   * @param who its name
   * @param accelerated whether it is CPython's Task in C
   * @param number the version that it says it is
   * @param version the version whose rules it is compared with
   */
  public static Expectations of(String who, boolean accelerated, String number, PythonVersion version) {
    Map<String, String> changes = changes(number, version);
    List<KnownDifference> known = accelerated ? KnownDifference.ofTheTaskInC() : List.of();
    return new Expectations(who, known, changes, notes(number, version, changes));
  }

  /** The rules that are not the same in both versions, as far as they say so. */
  private static Map<String, String> changes(String number, PythonVersion version) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (RuleBook.Rule rule : RuleBook.builtIn().byNumber().values()) {
      CHANGE
          .matcher(rule.python() + "; " + rule.text())
          .results()
          .filter(change -> holds(change, number) != holds(change, version.number()))
          .findFirst()
          .ifPresent(
              change ->
                  changes.put(
                      rule.number(), "this is Python " + number + ", and the rule has a \"" + change.group() + "\""));
    }
    return changes;
  }

  private static boolean holds(MatchResult change, String number) {
    int order = RuleBook.BY_NUMBER.compare(number, change.group(2));
    return change.group(1).equals("from") ? order >= 0 : order <= 0;
  }

  private static List<String> notes(String number, PythonVersion version, Map<String, String> changes) {
    if (number.equals(version.number())) {
      return List.of();
    }
    return List.of(
        "this is Python " + number + ", compared with the rules of " + version.number()
            + ": differences may be those of the version",
        changes.isEmpty()
            ? "  no rule says that it changed between the two, so each difference has to be looked at"
            : "  expected is what may break a rule that changed between the two: §" + String.join(", §", changes.keySet()));
  }

  /** Why a finding is no surprise; empty if it is one. */
  public Optional<String> reason(Finding finding) {
    Difference difference = finding.difference();
    return difference == null ? Optional.empty() : reason(finding.who(), difference);
  }

  /** Why a difference is no surprise, by the first that is known and fits; empty if it is one. */
  public Optional<String> reason(String subject, Difference difference) {
    if (!subject.equals(who)) {
      return Optional.empty();
    }
    Optional<String> change = difference.likely().stream().map(changes::get).filter(Objects::nonNull).findFirst();
    return change.isPresent()
        ? change
        : known.stream().filter(one -> one.is(subject, difference)).findFirst().map(KnownDifference::reason);
  }
}
