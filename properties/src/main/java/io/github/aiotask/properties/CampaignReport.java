package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Cause;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about a campaign.
 *
 * @param plan what it was to do
 * @param who was tested
 * @param head lines about how it ran
 * @param results what came of it
 * @param expectations what is no surprise
 * @param all whether to say all: each finding, and each reason for what was not done
 */
record CampaignReport(
    Plan plan, List<String> who, List<String> head, Results results, Expectations expectations, boolean all) {
  private static final int BEFORE = 3; // lines
  private static final int AFTER = 6;
  private static final int ALIKE = 5; // rules to be listed

  /** Whether something was found that was not expected. */
  boolean hasSurprises() {
    return results.findings().stream().anyMatch(this::isSurprise);
  }

  private boolean isSurprise(Finding finding) {
    return expectations.reason(finding).isEmpty();
  }

  /** What was asked for, and not compared. */
  Optional<String> nothingCompared() {
    return NothingCompared.of(plan.rules(), results.rules().keySet(), results.compared());
  }

  /** What is shown: one finding of each cause, or each one. */
  List<Cause> shown() {
    return all ? results.findings().stream().map(Cause::of).toList() : results.causes();
  }

  /** All but the head, which is printed before. */
  void print(PrintWriter out, NothingCompared nothing) {
    List<Cause> shown = shown();
    for (int i = 0; i < shown.size(); i++) {
      Finding finding = shown.get(i).shown();
      out.println();
      out.println((i + 1) + " of " + shown.size() + ": " + title(finding));
      subtitles(shown.get(i)).forEach(line -> out.println("  " + line));
      ProgramText.lines(finding.example().program()).forEach(line -> out.println("  " + line));
      Difference difference = finding.difference();
      if (difference != null) {
        sideBySide(difference).printAround(out, BEFORE, AFTER);
      }
    }
    out.println();
    counts().forEach(out::println);
    Statistics.of(results.rules(), plan.version(), plan.rules()).lines(all).forEach(out::println);
    out.println(nothingCompared().map(nothing::explained).orElseGet(this::verdict));
  }

  static SideBySide sideBySide(Difference difference) {
    return new SideBySide(
        "the rules of Python " + difference.version().number(),
        difference.expected().stream().map(Line::text).toList(),
        difference.who(),
        difference.actual());
  }

  private static String title(Finding finding) {
    String what =
        finding.difference() == null
            ? finding.who() + ": " + finding.failure() + ","
            : "§" + finding.rule() + " is broken by " + finding.who();
    String from = finding.difference() == null ? "" : "from ";
    return what + " in " + Count.of(finding.programs(), "program") + "; the simplest, " + from + finding.example().id() + ":";
  }

  private List<String> subtitles(Cause cause) {
    Finding finding = cause.shown();
    String text = RuleBook.builtIn().text(finding.rule()).map(rule -> "§" + finding.rule() + " " + rule).orElse("");
    String reason = expectations.reason(finding).map(why -> "expected: " + why).orElse("");
    String others = finding.difference() == null ? "" : finding.difference().others();
    return Stream.of(text, others, alike(cause), reason).filter(line -> !line.isEmpty()).toList();
  }

  /** What else the same cause explains, as in "as far as can be told the same cause breaks 2 more rules", or empty. */
  static String alike(Cause cause) {
    List<Finding> others =
        cause.findings().stream().filter(finding -> !finding.rule().equals(cause.shown().rule())).toList();
    if (others.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "as far as can be told the same cause breaks %s in %s (--all shows each): %s%s",
        Count.of(others.size(), "more rule"),
        Count.of(others.stream().mapToLong(Finding::programs).sum(), "program"),
        others.stream().limit(ALIKE).map(finding -> "§" + finding.rule()).collect(Collectors.joining(", ")),
        others.size() > ALIKE ? ", ..." : "");
  }

  /** What was found, and in how much time; without the statistics of the rules. */
  List<String> counts() {
    List<String> lines = new ArrayList<>();
    if (!results.complete()) {
      lines.add("ended early: " + results.ending());
    }
    results.notCompared().forEach((who, reasons) -> lines.addAll(notCompared(who, reasons, all)));
    int found = results.findings().size();
    long expected = found - results.findings().stream().filter(this::isSurprise).count();
    if (found > 0) {
      lines.add(
          "found: " + found + (expected == 0 ? "" : ", " + expected + " of them expected")
              + (shown().size() == found ? "" : "; of " + Count.of(shown().size(), "cause") + ", as far as can be told"));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s in %.1f s, %,.0f/s%s; %s%,d compared",
            Count.of(results.generated(), "program"),
            results.seconds(),
            results.rate(),
            results.laterRate() == 0 ? "" : String.format(Locale.ROOT, ", %,.0f/s in the second half", results.laterRate()),
            plan.rules().isAll()
                ? ""
                : String.format(Locale.ROOT, "to %,d of them §%s applies, ", results.asked(), plan.rules()),
            results.compared()));
    return lines;
  }

  private String verdict() {
    String compared = Count.of(results.compared(), "program") + " compared";
    if (!results.complete()) {
      return "ended early: " + compared + " of " + Count.of(plan.size(), "program");
    }
    if (hasSurprises()) {
      return Count.differing(results.findings().stream().mapToLong(Finding::programs).sum()) + ": " + compared;
    }
    return "nothing differs" + (results.findings().isEmpty() ? "" : " but what is expected") + ": " + compared;
  }

  /** One line, or if all are wanted, one for each reason. */
  static List<String> notCompared(String who, Map<String, Long> reasons, boolean all) {
    if (all || reasons.size() == 1) {
      return reasons.entrySet().stream().map(reason -> notCompared(who, reason.getValue()) + reason.getKey()).toList();
    }
    long programs = reasons.values().stream().mapToLong(Long::longValue).sum();
    String most = reasons.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return List.of(
        notCompared(who, programs) + most + "; and " + Count.of(reasons.size() - 1L, "more reason") + " (--all says which)");
  }

  private static String notCompared(String who, long programs) {
    return Count.of(programs, "program") + " not compared with " + who + ": ";
  }
}
