package io.github.aiotask.properties.html;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook.Rule;
import io.github.aiotask.properties.html.HistoryRow.Change;
import io.github.aiotask.properties.html.HistoryRow.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page about what changed: a column for each version, a row for each rule that changed, and the programs that show it. */
public final class HistoryPage {
  private static final String RULES = "rules.html";
  private static final String NOTHING = "–";

  private final Html html = new Html();
  private final int columns = PythonVersion.values().length + 3; // the number, what must hold, what an observer sees

  private final String instructions;

  private HistoryPage(String instructions) {
    this.instructions = instructions;
  }

  /**
   * Writes it.
   *
   * @param groups rules that replace each other stand in one, the groups of a chapter behind each other
   * @param instructions leads to what says how programs and traces are read
   * @return HTML that is XML too and needs no other file
   */
  public static String write(List<List<HistoryRow>> groups, String instructions) {
    HistoryPage page = new HistoryPage(instructions);
    page.writeAll(groups);
    return page.html.toString();
  }

  private void writeAll(List<List<HistoryRow>> groups) {
    Map<String, List<List<HistoryRow>>> chapters = new LinkedHashMap<>();
    groups.forEach(group -> chapters.computeIfAbsent(group.get(0).rule().chapter(), any -> new ArrayList<>()).add(group));
    String first = PythonVersion.values()[0].number();
    String last = PythonVersion.values()[PythonVersion.values().length - 1].number();

    Page.open(html, "How asyncio's semantics changed", "history.css");
    html.element("p", "aiotask", "class", "eyebrow");
    html.element("h1", "How asyncio's semantics changed, Python " + first + " to " + last);
    writeIntroduction();
    writeLegend();
    html.open("nav", "class", "chapters", "aria-label", "chapters");
    chapters.keySet().forEach(chapter -> html.element("a", chapter, "href", "#" + chapterId(chapter)));
    html.close().line();
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "the rules by version");
    html.open("table", "class", "history");
    writeHead();
    chapters.forEach(this::writeChapter);
    html.close(2).line();
    html.open("p", "class", "note");
    html.text("All rules, also those that never changed: ").element("a", RULES, "href", RULES).text(".").close();
    Page.close(html);
  }

  private void writeIntroduction() {
    html.open("p", "class", "lead");
    html.text("What a task, a future, a loop and asyncio’s functions do is not the same in every Python. ");
    html.text("Each row is a rule that came, went, or changed, with what an observer sees of that. ");
    html.text("Below it are short programs, and what the real CPythons on both sides of the change did with them.").close();
    html.open("p");
    html.text("3.4 is asyncio 3.4.3, the first one that was complete; each other column is the release that was recorded. ");
    html.text("There is no column for 3.5, whose asyncio changed between patch releases: ");
    html.text("what a row begins or ends with 3.5 is seen between 3.4 and 3.6. What is meant is the Task that is written in Python. ");
    html.text("In a trace, the number before the colon is the iteration of the event loop; ");
    html.text("errors of asyncio’s own are named by their kind, since their texts differ (");
    html.element("a", "how to read programs and traces", "href", instructions).text(").").close();
  }

  private void writeLegend() {
    html.open("ul", "class", "legend").line();
    html.open("li").element("span", "holds", "class", "cell holds").text("the rule holds in this version").close().line();
    html.open("li").element("span", NOTHING, "class", "cell none").text("it does not hold").close().line();
    html.open("li").element("span", "≠ holds", "class", "cell holds changed");
    html.text("it holds, but says another thing from this version on: its text tells which").close().line();
    html.open("li").element("span", "≠", "class", "cell sign").text("the first line in which two traces differ").close().line();
    html.close();
  }

  private void writeHead() {
    html.open("thead").open("tr");
    html.element("th", "rule", "scope", "col", "class", "number").element("th", "what must hold", "scope", "col");
    for (PythonVersion version : PythonVersion.values()) {
      html.element("th", version.number(), "scope", "col", "class", "version");
    }
    html.element("th", "what an observer sees", "scope", "col", "class", "sees").close(2).line();
  }

  private static String chapterId(String chapter) {
    return "chapter-" + chapter.split(" ", 2)[0];
  }

  private void writeChapter(String chapter, List<List<HistoryRow>> groups) {
    html.open("tbody").open("tr", "class", "chapter", "id", chapterId(chapter));
    html.open("th", "scope", "rowgroup", "colspan", String.valueOf(columns)).element("span", chapter).close(3).line();
    for (List<HistoryRow> group : groups) {
      html.open("tbody", "class", "group");
      group.forEach(this::writeRow);
      html.close().line();
    }
  }

  private void writeRow(HistoryRow row) {
    Rule rule = row.rule();
    String id = FailureSection.idOf(rule.number());
    html.open("tr", "id", id, "class", "rule").open("th", "scope", "row", "class", "number");
    html.element("a", "§" + rule.number(), "href", RULES + "#" + id);
    html.element("a", "#", "class", "self", "href", "#" + id, "aria-label", "link to this row").close();
    html.open("td", "class", "text").markdown(rule.text());
    FailurePage.writePython(html, rule);
    html.close();
    for (PythonVersion version : PythonVersion.values()) {
      boolean holds = rule.isOf(version);
      boolean changed = row.changesIn(version);
      String kind = holds ? changed ? "holds changed" : "holds" : "none";
      html.element("td", holds ? changed ? "≠ holds" : "holds" : NOTHING, "class", "cell " + kind);
    }
    html.open("td", "class", "sees");
    if (rule.otherwise().equals(NOTHING)) {
      html.markdown(rule.why().equals(NOTHING) ? "" : rule.why());
    } else {
      html.element("b", "Where it does not hold: ").markdown(rule.otherwise());
      html.open("span", "class", "why").text(" Why: ").markdown(rule.why()).close();
    }
    html.close(2).line();
    html.open("tr", "class", "proofs").open("td", "colspan", String.valueOf(columns));
    row.changes().forEach(change -> writeChange(rule, change));
    html.close(2).line();
  }

  private void writeChange(Rule rule, Change change) {
    String what = !rule.isOf(change.before()) ? "came" : rule.isOf(change.after()) ? "changed" : "went";
    String when = change.before().number() + " → " + change.after().number() + ", §" + rule.number() + " " + what;
    if (change.shown().isEmpty()) {
      html.open("p", "class", "without").element("b", when).text(": ").markdown(change.without()).text(".").close();
      return;
    }
    html.open("details", "class", "proof");
    html.open("summary").element("b", when).text(": ");
    int more = change.shown().size() - 1;
    html.text(change.shown().get(0).about());
    html.text(more == 0 ? "" : more == 1 ? "; 1 more program" : "; " + more + " more programs").close();
    if (!change.without().isEmpty()) {
      html.open("p", "class", "without").markdown(change.without()).text(".").close();
    }
    change.shown().forEach(shown -> writeShown(change, shown));
    html.close().line();
  }

  private void writeShown(Change change, Shown shown) {
    html.open("div", "class", "shown");
    html.open("p").element("a", shown.id(), "href", shown.href()).text(": " + shown.about() + ".").close();
    html.open("div", "class", "pair");
    if (!shown.program().isEmpty()) {
      html.open("pre");
      shown.program().forEach(line -> html.text(line).line());
      html.close();
    }
    html.open("table", "class", "two-traces").open("thead").open("tr");
    boolean both = change.without().isEmpty();
    if (both) {
      html.element("th", "Python " + change.before().number(), "scope", "col").element("th", "", "class", "sign");
    }
    html.element("th", "Python " + change.after().number(), "scope", "col").close(2).open("tbody");
    int lines = Math.max(both ? shown.before().size() : 0, shown.after().size());
    for (int line = 0; line < lines; line++) {
      boolean first = both && line == shown.firstDifference();
      html.open("tr", "class", first ? "first" : "");
      if (both) {
        html.element("td", lineOf(shown.before(), line)).element("td", first ? "≠" : "", "class", "sign");
      }
      html.element("td", lineOf(shown.after(), line)).close();
    }
    html.close(4);
  }

  private static String lineOf(List<String> trace, int line) {
    return line < trace.size() ? trace.get(line) : line == 0 ? "(nothing)" : "";
  }
}
