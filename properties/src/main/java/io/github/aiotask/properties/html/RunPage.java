package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Line;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page about a run: what differs, how each rule is checked, and a drawing of each difference. */
public final class RunPage {
  private final Html html = new Html();
  private final RunSummary run;
  private final RuleBook book;
  private final Matrix matrix;

  private RunPage(RunSummary run, RuleBook book) {
    this.run = run;
    this.book = book;
    Map<String, String> broken = new LinkedHashMap<>();
    Set<String> named = new LinkedHashSet<>();
    for (int i = 0; i < run.causes().size(); i++) {
      Difference difference = run.causes().get(i).difference();
      broken.putIfAbsent(difference.rule(), idOf(i));
      named.addAll(FailureSection.rulesOf(difference));
    }
    this.matrix = new Matrix(html, book, run.rows(), broken, named);
  }

  /**
   * Writes it: the same run always as the same text.
   *
   * @param run what was done
   * @param book the texts of the rules
   * @return HTML that is XML too and needs no other file
   */
  public static String write(RunSummary run, RuleBook book) {
    return new RunPage(run, book).write();
  }

  private String write() {
    Page.open(html, "Conformance of " + run.implementation());
    html.element("p", "aiotask conformance", "class", "eyebrow");
    html.element("h1", run.implementation());
    writeSummary();
    if (!run.causes().isEmpty()) {
      writeDifferences();
    }
    if (!run.failures().isEmpty()) {
      writeFailures();
    }
    matrix.write();
    Page.close(html);
    return html.toString();
  }

  private static String idOf(int difference) {
    return "d" + (difference + 1);
  }

  // ---- the summary

  private void writeSummary() {
    String programs = RuleRow.number(run.programs()) + (run.programs() == 1 ? " program" : " programs");
    html.open("p", "class", "verdict");
    if (run.compared() == 0 && run.differing() == 0) {
      html.element("strong", "≠ Nothing was compared").text(" of " + programs + ".");
    } else if (run.differing() == 0) {
      html.element("strong", "✓ Nothing differs").text(" in " + RuleRow.number(run.compared()) + " compared of " + programs + ".");
    } else {
      html.element("strong", "≠ " + RuleRow.number(run.differing()) + (run.differing() == 1 ? " differs" : " differ"));
      html.text(" of " + programs + ".");
    }
    html.close();
    html.open("dl", "class", "summary");
    run.facts().forEach(this::writeFact);
    long tested = book.rules().stream().filter(rule -> matrix.row(rule).isTested()).count();
    html.element("dt", "rules").open("dd");
    html.text(tested + " of " + book.rules().size() + " are checked in some way");
    long reasons = book.rules().stream().map(matrix::row).filter(row -> !row.isTested() && !row.untested().isEmpty()).count();
    long none = book.rules().size() - tested - reasons;
    html.text(reasons == 0 ? "" : ", " + reasons + " are not, with a reason");
    html.text(none == 0 ? "" : ", " + none + " are not, and no reason is given");
    html.close(2);
  }

  private void writeFact(String name, String value) {
    html.element("dt", name).open("dd");
    String end = "";
    for (String line : value.lines().toList()) {
      html.raw(end).text(line);
      end = "<br/>";
    }
    html.close();
  }

  // ---- who died

  private void writeFailures() {
    html.element("h2", "Died, or gave no answer");
    for (RunSummary.Failure failure : run.failures()) {
      html.open("p").element("strong", failure.who()).text(": " + failure.text() + ", in ");
      html.text(RuleRow.number(failure.programs()) + (failure.programs() == 1 ? " program" : " programs"));
      html.text("; the simplest, " + failure.id() + ":").close();
      FailureSection.writeProgram(html, failure.program());
    }
  }

  // ---- the differences

  /** The first one is drawn at once; if there are more, a list leads to the others. */
  private void writeDifferences() {
    html.element("h2", "Differences", "id", "differences");
    for (int i = 0; i < run.causes().size(); i++) {
      RunSummary.Cause cause = run.causes().get(i);
      String programs = RuleRow.number(cause.programs()) + (cause.programs() == 1 ? " program" : " programs");
      new FailureSection(html, idOf(i), cause.difference(), book)
          .write("h3", ", in " + programs + (cause.alike().isEmpty() ? "" : "; " + cause.alike()));
      if (i == 0 && run.causes().size() > 1) {
        writeList();
      }
    }
  }

  private void writeList() {
    html.element("h3", "All " + run.causes().size() + " causes");
    html.open("table", "class", "list").open("thead").open("tr");
    for (String title : List.of("", "rule", "expected", "actual", "programs", "where")) {
      html.element("th", title, "scope", "col", "aria-label", title.isEmpty() ? "drawing" : "");
    }
    html.close(2).open("tbody").line();
    for (int i = 0; i < run.causes().size(); i++) {
      Difference difference = run.causes().get(i).difference();
      int at = difference.at();
      List<String> expected = difference.expected().stream().map(Line::text).toList();
      html.open("tr").open("td", "class", "where").element("a", "drawing " + (i + 1), "href", "#" + idOf(i)).close();
      html.open("td");
      FailureSection.writeRule(html, difference.rule());
      html.close();
      writeLine(expected, at);
      writeLine(difference.actual(), at);
      html.element("td", RuleRow.number(run.causes().get(i).programs()));
      html.element("td", difference.who() + ", Python " + difference.version().number()).close().line();
    }
    html.close(2);
  }

  private void writeLine(List<String> trace, int at) {
    html.open("td");
    if (at < trace.size()) {
      html.element("code", trace.get(at));
    } else {
      html.element("em", "the trace ends");
    }
    html.close();
  }
}
