package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.RuleBook.Rule;
import io.github.aiotask.properties.html.RuleRow.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The matrix of the rules by how they are checked. */
final class Matrix {
  private static final String NO_REASON = "no reason is given";

  private final Html html;
  private final RuleBook book;
  private final Map<String, List<Rule>> chapters = new LinkedHashMap<>();
  private final Map<String, RuleRow> rows = new LinkedHashMap<>();
  private final Map<String, String> broken;
  private final Set<String> named;
  private final List<Check> columns; // that say anything

  /**
   * Of a page.
   *
   * @param rows in any order; a rule without a row is untested
   * @param broken by rule: the place on the page that shows it
   * @param named rules that the page names elsewhere
   */
  Matrix(Html html, RuleBook book, Collection<RuleRow> rows, Map<String, String> broken, Collection<String> named) {
    this.html = html;
    this.book = book;
    this.broken = Map.copyOf(broken);
    this.named = new LinkedHashSet<>(named);
    for (Rule rule : book.rules()) {
      chapters.computeIfAbsent(rule.chapter(), chapter -> new ArrayList<>()).add(rule);
    }
    rows.forEach(row -> this.rows.put(row.rule(), row));
    this.columns =
        Arrays.stream(Check.values()).filter(check -> rows.stream().anyMatch(row -> row.checks().containsKey(check))).toList();
  }

  RuleRow row(Rule rule) {
    return rows.getOrDefault(rule.number(), RuleRow.of(rule.number()));
  }

  void write() {
    html.element("h2", "The rules and how they are checked");
    html.open("nav", "class", "chapters", "aria-label", "chapters");
    chapters.keySet().forEach(chapter -> html.element("a", chapter, "href", "#" + chapterId(chapter)));
    html.close();
    html.open("table", "class", "matrix").open("thead").open("tr");
    html.element("th", "rule", "scope", "col").element("th", "what must hold", "scope", "col");
    for (Check check : columns) {
      html.element("th", check.title(), "scope", "col");
    }
    html.close(2).line();
    chapters.forEach(this::writeChapter);
    writeUnknown();
    html.close();
    html.element("p", "A number says how many times; – says that a rule is not checked in this way.", "class", "note");
  }

  private static String chapterId(String chapter) {
    return "chapter-" + chapter.split(" ", 2)[0];
  }

  private void writeChapter(String chapter, List<Rule> rules) {
    html.open("tbody").open("tr", "class", "chapter", "id", chapterId(chapter));
    html.element("th", chapter, "scope", "rowgroup", "colspan", "2");
    for (Check check : columns) {
      long count = rules.stream().filter(rule -> row(rule).checks().containsKey(check)).count();
      html.element("td", count + " of " + rules.size());
    }
    html.close().line();
    rules.forEach(this::writeRow);
    html.close().line();
  }

  private void writeRow(Rule rule) {
    RuleRow row = row(rule);
    String breaks = broken.getOrDefault(rule.number(), "");
    html.open(
        "tr", "id", FailureSection.idOf(rule.number()), "class",
        !breaks.isEmpty() ? "broken" : row.isTested() ? "" : "untested");
    html.element("th", "§" + rule.number(), "scope", "row");
    html.open("td", "class", "text").markdown(rule.text());
    FailurePage.writePython(html, rule);
    html.empty("br");
    if (!breaks.isEmpty()) {
      html.element("span", "≠ differs", "class", "badge bad").element("a", "see its drawing", "href", "#" + breaks).empty("br");
    }
    if (!row.isTested() || !row.untested().isEmpty()) {
      html.element("span", row.isTested() ? "not fully tested" : "untested", "class", "badge");
      html.markdown(row.untested().isEmpty() ? NO_REASON : row.untested()).empty("br");
    }
    html.open("details").element("summary", "why").markdown(rule.why());
    if (!rule.otherwise().equals("–")) {
      html.text(" Else: ").markdown(rule.otherwise());
    }
    html.close();
    if (!row.places().isEmpty()) {
      writePlaces(row.places());
    }
    html.close();
    for (Check check : columns) {
      String words = row.checks().getOrDefault(check, "");
      html.element("td", words.isEmpty() ? "–" : words, "class", words.isEmpty() ? "count none" : "count");
    }
    html.close().line();
  }

  private void writePlaces(List<Place> places) {
    html.open("details").element("summary", "where");
    Map<String, List<Place>> kinds = new LinkedHashMap<>();
    places.forEach(place -> kinds.computeIfAbsent(place.kind(), kind -> new ArrayList<>()).add(place));
    html.open("dl", "class", "places");
    kinds.forEach(
        (kind, its) -> {
          html.element("dt", kind).open("dd");
          its.forEach(place -> html.element("a", place.where(), "href", place.href()).text(" "));
          html.close();
        });
    html.close(2);
  }

  /** Rules that are named on the page and that the text does not have, so that no link leads to nowhere. */
  private void writeUnknown() {
    Set<String> unknown = new LinkedHashSet<>();
    unknown.addAll(rows.keySet());
    unknown.addAll(named);
    book.rules().forEach(rule -> unknown.remove(rule.number()));
    if (unknown.isEmpty()) {
      return;
    }
    html.open("tbody").open("tr", "class", "chapter").element("th", "No rules of the text", "colspan", "2");
    for (int i = 0; i < columns.size(); i++) {
      html.element("td", "");
    }
    html.close().line();
    for (String number : unknown) {
      writeRow(new Rule(number, "", "No rule of the text has this number.", "all", "–", "–", ""));
    }
    html.close();
  }
}
