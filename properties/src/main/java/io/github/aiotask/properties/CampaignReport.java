package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.Finding;
import io.github.aiotask.properties.campaign.Results;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what came of a campaign. */
final class CampaignReport {
  private static final int BEFORE = 3; // lines
  private static final int AFTER = 6;

  private final PrintWriter out;

  CampaignReport(PrintWriter out) {
    this.out = out;
  }

  void print(Results results) {
    int number = 0;
    for (Finding finding : results.findings()) {
      number++;
      out.println();
      print(finding, number + " of " + results.findings().size());
    }
    out.println();
    results
        .notCompared()
        .forEach(
            (who, reasons) ->
                reasons.forEach((why, count) -> out.printf(Locale.ROOT, "not compared with %s: %,d programs: %s%n", who, count, why)));
    out.printf(Locale.ROOT, "%,d programs in %.1f s, %,.0f/s%n", results.generated(), results.seconds(), results.rate());
  }

  private void print(Finding finding, String number) {
    Difference difference = finding.difference();
    if (difference == null) {
      out.println(number + ": " + finding.who() + " " + finding.failure() + " (" + finding.example().id() + ")");
      printProgram(finding.example().program());
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: §%s is broken by %s in %,d programs, as in %s%n",
        number,
        finding.rule(),
        finding.who(),
        finding.programs(),
        finding.example().id());
    printProgram(difference.program());
    new SideBySide(
            "the rules of Python " + difference.version().number(),
            difference.expected().stream().map(Line::text).toList(),
            difference.who(),
            difference.actual())
        .printAround(out, BEFORE, AFTER);
  }

  private void printProgram(Program program) {
    print("main", ProgramWriter.text(program.main()));
    new TreeMap<>(program.bodies()).forEach((name, code) -> print(name, ProgramWriter.text(code)));
  }

  private void print(String name, List<String> code) {
    out.println("  " + name + ":");
    code.forEach(line -> out.println("    " + line));
  }
}
