package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.Finding;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.Results;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Line;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is said about a campaign.
 *
 * @param plan what it was to do
 * @param who was tested
 * @param head lines about how it ran
 * @param results what came of it
 * @param expectations what is no surprise
 */
record CampaignReport(Plan plan, List<String> who, List<String> head, Results results, Expectations expectations) {
  private static final int BEFORE = 3; // lines
  private static final int AFTER = 6;

  /** Whether something was found that was not expected. */
  boolean hasSurprises() {
    return results.findings().stream().anyMatch(finding -> expectations.reason(finding).isEmpty());
  }

  /** All but the head, which is printed before. */
  void print(PrintWriter out) {
    for (Finding finding : results.findings()) {
      out.println();
      out.println(title(finding));
      subtitles(finding).forEach(line -> out.println("  " + line));
      ProgramText.lines(finding.example().program()).forEach(line -> out.println("  " + line));
      Difference difference = finding.difference();
      if (difference != null) {
        sideBySide(difference).printAround(out, BEFORE, AFTER);
      }
    }
    out.println();
    counts().forEach(out::println);
    Statistics.of(results.rules(), plan.version(), plan.rules()).lines().forEach(out::println);
  }

  static SideBySide sideBySide(Difference difference) {
    return new SideBySide(
        "the rules of Python " + difference.version().number(),
        difference.expected().stream().map(Line::text).toList(),
        difference.who(),
        difference.actual());
  }

  String title(Finding finding) {
    String number = (results.findings().indexOf(finding) + 1) + " of " + results.findings().size();
    return finding.difference() == null
        ? String.format(
            "%s: %s: %s, in %s; the simplest, %s:",
            number,
            finding.who(),
            finding.failure(),
            Count.of(finding.programs(), "program"),
            finding.example().id())
        : String.format(
            Locale.ROOT,
            "%s: §%s is broken by %s in %s; the simplest, from %s:",
            number,
            finding.rule(),
            finding.who(),
            Count.of(finding.programs(), "program"),
            finding.example().id());
  }

  List<String> subtitles(Finding finding) {
    String text = RuleBook.builtIn().text(finding.rule()).map(rule -> "§" + finding.rule() + " " + rule).orElse("");
    String reason = expectations.reason(finding).map(why -> "expected: " + why).orElse("");
    String others = finding.difference() == null ? "" : finding.difference().others();
    return Stream.of(text, others, reason).filter(line -> !line.isEmpty()).toList();
  }

  /** What was found, and in how much time; without the statistics of the rules. */
  List<String> counts() {
    List<String> lines = new ArrayList<>();
    if (!results.complete()) {
      lines.add("ended early: " + results.ending());
    }
    results.notCompared().forEach((who, reasons) -> lines.addAll(notCompared(who, reasons)));
    long expected = results.findings().stream().filter(finding -> expectations.reason(finding).isPresent()).count();
    if (!results.findings().isEmpty()) {
      lines.add(
          "found: " + results.findings().size() + (expected == 0 ? "" : ", " + expected + " of them expected"));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s in %.1f s, %,.0f/s%s%s",
            Count.of(results.generated(), "program"),
            results.seconds(),
            results.rate(),
            results.laterRate() == 0 ? "" : String.format(Locale.ROOT, ", %,.0f/s in the second half", results.laterRate()),
            plan.rules().globs().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "; to %,d of them §%s applies", results.counted(), plan.rules())));
    return lines;
  }

  static List<String> notCompared(String who, Map<String, Long> reasons) {
    return reasons.entrySet().stream()
        .map(
            reason ->
                Count.of(reason.getValue(), "program") + " not compared with " + who + ": " + reason.getKey())
        .toList();
  }
}
