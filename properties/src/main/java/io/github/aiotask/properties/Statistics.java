package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.model.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which rules programs have exercised: they were compared.
 *
 * @param applied in how many programs that were compared each rule applied, or that got to a situation
 * @param wanted the rules that should have been
 * @param situations what programs can get to
 * @param untested the rules that the kit cannot check, by the reason
 */
record Statistics(
    Map<String, Long> applied, Set<String> wanted, List<Situation> situations, Map<String, List<String>> untested) {
  private static final int FEW = 10;

  /** Of the rules of a version that programs can exercise. */
  static Statistics of(Map<String, Long> applied, PythonVersion version, RuleFilter filter) {
    Map<String, RuleBook.Rule> rules = RuleBook.builtIn().byNumber();
    Set<String> wanted = Contracts.exercisable();
    wanted.removeIf(number -> !rules.containsKey(number) || !rules.get(number).isOf(version));
    applied.keySet().stream().filter(one -> !Situation.isOne(one)).forEach(wanted::add);
    wanted.removeIf(rule -> !filter.has(rule));
    Map<String, List<String>> untested = new LinkedHashMap<>();
    Contracts.untested().entrySet().stream()
        .filter(one -> filter.has(one.getKey()))
        .forEach(one -> untested.computeIfAbsent(one.getValue(), any -> new ArrayList<>()).add(one.getKey()));
    List<Situation> situations = Arrays.stream(Situation.values()).filter(one -> one.isOf(version)).toList();
    return new Statistics(applied, wanted, situations, untested);
  }

  /** Lines of a table, by chapter, and what no program can exercise: on one line, or if all is wanted, with the reasons. */
  List<String> lines(boolean all) {
    Map<String, String> names = RuleBook.builtIn().chapters();
    Map<String, List<String>> chapters = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
    wanted.forEach(rule -> chapters.computeIfAbsent(RuleBook.chapterOf(rule), any -> new ArrayList<>()).add(rule));
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%-16s%9s%12s", "chapter", "rules", "exercised"));
    chapters.forEach(
        (number, rules) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-16s%,9d%,12d",
                    (number + " " + names.getOrDefault(number, "")).strip(),
                    rules.size(),
                    rules.stream().filter(rule -> count(rule) > 0).count())));
    List<String> few = wanted.stream().filter(rule -> count(rule) < FEW).map(rule -> rule + " (" + count(rule) + ")").toList();
    lines.add("exercised fewer than " + FEW + " times: " + (few.isEmpty() ? "none" : String.join(", ", few)));
    lines.add(
        "programs that got there: "
            + String.join("; ", situations.stream().map(one -> one.text() + " (" + count(one.name()) + ")").toList()));
    if (all || untested.size() == 1) {
      untested.forEach((reason, rules) -> lines.add("untested: " + String.join(", ", rules) + ": " + reason));
    } else if (!untested.isEmpty()) {
      Set<String> rules = new TreeSet<>(RuleBook.BY_NUMBER);
      untested.values().forEach(rules::addAll);
      lines.add("untested: " + String.join(", ", rules) + " (--all says why)");
    }
    return lines;
  }

  private long count(String rule) {
    return applied.getOrDefault(rule, 0L);
  }
}
