package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Case;
import io.github.aiotask.properties.campaign.Cause;
import io.github.aiotask.properties.campaign.Finding;
import io.github.aiotask.properties.campaign.Results;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.Formulas;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.html.Check;
import io.github.aiotask.properties.html.RuleRow;
import io.github.aiotask.properties.html.RunPage;
import io.github.aiotask.properties.html.RunSummary;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The report of a campaign as a page that needs no other file. */
final class HtmlReport {

  private HtmlReport() {}

  /** Writes a new file. */
  static void write(Path file, CampaignReport report) throws IOException {
    String page = RunPage.write(summary(report), RuleBook.builtIn());
    Files.writeString(file, page, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static RunSummary summary(CampaignReport report) {
    Results results = report.results();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("run", report.head().get(0));
    facts.put("how", String.join("\n", report.head().subList(1, report.head().size())));
    facts.put("outcome", String.join("\n", report.counts()));
    List<RunSummary.Cause> causes = new ArrayList<>();
    for (Cause cause : report.shown()) {
      Difference difference = cause.shown().difference();
      if (difference != null) {
        causes.add(new RunSummary.Cause(difference, cause.shown().programs(), CampaignReport.alike(cause)));
      }
    }
    long differing = results.findings().stream().mapToLong(Finding::programs).sum();
    List<RunSummary.Failure> failures = new ArrayList<>();
    for (Finding finding : results.findings()) {
      String failure = finding.failure();
      if (failure != null) {
        Case example = finding.example();
        failures.add(new RunSummary.Failure(finding.who(), failure, finding.programs(), example.id(), example.program()));
      }
    }
    String who = String.join(", ", report.who());
    return new RunSummary(
        who, results.generated(), results.compared(), differing, facts, rows(report), causes, failures);
  }

  private static List<RuleRow> rows(CampaignReport report) {
    Results results = report.results();
    boolean live = report.plan().command().startsWith("live");
    Map<String, Long> recorded = new TreeMap<>();
    Set<String> modelled = new TreeSet<>(results.rules().keySet());
    readOwnPrograms(recorded, modelled);
    Map<String, Long> formulas = Formulas.byRule();
    Map<String, List<String>> properties = Contracts.properties();
    Map<String, String> untested = Contracts.untested();
    List<RuleRow> rows = new ArrayList<>();
    for (String rule : RuleBook.builtIn().byNumber().keySet()) {
      long times = results.rules().getOrDefault(rule, 0L);
      RuleRow row =
          RuleRow.of(rule)
              .with(Check.MODEL, modelled.contains(rule) ? "yes" : "")
              .with(Check.PROPERTY, properties.getOrDefault(rule, List.of()).size())
              .with(Check.RECORDED, recorded.getOrDefault(rule, 0L))
              .with(Check.LIVE, live ? times : 0)
              .with(Check.RANDOM, times)
              .with(Check.FORMULA, formulas.getOrDefault(rule, 0L));
      rows.add(untested.containsKey(rule) ? row.untested(untested.get(rule)) : row);
    }
    return rows;
  }

  /**
   * What the kit's own programs say of the rules.
   *
   * @param recorded gets in how many recorded programs that can run here a rule applies, or what they are about
   * @param modelled gets the rules that the model has
   */
  private static void readOwnPrograms(Map<String, Long> recorded, Set<String> modelled) {
    try {
      Stream.concat(Recordings.builtIn().stream().filter(one -> one.program() != null), Recordings.randomCorpus().stream())
          .flatMap(one -> one.rules().stream())
          .forEach(rule -> recorded.merge(rule, 1L, Long::sum));
      modelled.addAll(RulesCommand.modelled());
    } catch (BadInput e) {
      throw new IllegalStateException("the kit's own recordings cannot be read", e);
    }
  }
}
