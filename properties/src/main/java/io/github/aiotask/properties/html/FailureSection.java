package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.html.Alignment.Row;
import io.github.aiotask.properties.html.Layout.Strip;
import io.github.aiotask.properties.check.RuleBook.Rule;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One difference: in words, as a drawing and line by line. A part of a page that has the texts of its rules elsewhere. */
final class FailureSection {
  private final Html html;
  private final String id;
  private final Difference difference;
  private final RuleBook book;
  private final List<String> expected;
  private final List<String> actual;
  private final int at;

  /**
   * To be written to a page.
   *
   * @param id begins all ids in it
   */
  FailureSection(Html html, String id, Difference difference, RuleBook book) {
    this.html = html;
    this.id = id;
    this.difference = difference;
    this.book = book;
    this.expected = difference.expected().stream().map(Line::text).toList();
    this.actual = difference.actual();
    this.at = difference.at();
  }

  /** Where the text of a rule is. */
  static String idOf(String rule) {
    return "rule-" + rule;
  }

  /** The rules that it names. */
  static Set<String> rulesOf(Difference difference) {
    Set<String> rules = new LinkedHashSet<>(difference.rules());
    difference.expected().forEach(line -> rules.add(line.rule()));
    return rules;
  }

  /** The title of its page or section. */
  static String title(Difference difference) {
    return "§" + difference.rule() + " does not hold";
  }

  /**
   * What is wrong comes first, then its drawing.
   *
   * @param heading of the section
   * @param often in how many programs, or empty
   */
  void write(String heading, String often) {
    String rule = difference.rule();
    String classes = heading.equals("h1") ? "failure" : "failure embedded";
    html.line().open("section", "class", classes, "id", id, "aria-labelledby", id + "-title");
    html.open(heading, "id", id + "-title");
    writeRule(html, rule);
    html.text(" does not hold").close();
    html.open("p", "class", "who").text(difference.who() + ", as Python " + difference.version().number() + often).close();
    Optional<Rule> found = book.find(rule);
    if (found.isPresent()) {
      html.open("p", "class", "lead").markdown(found.get().text()).close();
    }
    writeFirst();
    String below = heading.equals("h1") ? "h2" : "h4";
    html.element(below, "The schedule");
    writeDrawing();
    html.element(below, "The program");
    writeProgram(html, difference.program());
    html.element(below, "The rule");
    writeBroken(rule);
    html.element(below, "The traces");
    writeTraces();
    html.close().line();
  }

  /** A rule's number, as a link to its text. */
  static void writeRule(Html html, String number) {
    html.element("a", "§" + number, "class", "rule", "href", "#" + idOf(number));
  }

  private void writeBroken(String number) {
    Optional<Rule> found = book.find(number);
    if (found.isPresent()) {
      Rule rule = found.get();
      html.open("dl", "class", "facts");
      writeFact("Why", rule.why());
      writeFact("Else", rule.otherwise());
      html.element("dt", "Python").element("dd", rule.python());
      html.close();
    }
    List<String> others = new ArrayList<>(difference.rules());
    others.remove(number);
    if (!others.isEmpty()) {
      html.open("p", "class", "others").text("If it is not this rule, it is one of those that applied here too: ");
      for (String other : others) {
        html.text(other.equals(others.get(0)) ? "" : ", ");
        writeRule(html, other);
      }
      html.text(".").close();
    }
  }

  private void writeFact(String name, String text) {
    if (!text.isEmpty() && !text.equals("–")) {
      html.element("dt", name).open("dd").markdown(text).close();
    }
  }

  // ---- the first difference

  private void writeFirst() {
    html.open("div", "class", "first");
    html.open("p").element("strong", "≠ The first difference").text(" is line " + (at + 1) + where() + ".").close();
    html.open("table", "class", "two");
    writeSide("expected", at < expected.size() ? expected.get(at) : null, at < actual.size() ? actual.get(at) : "");
    writeSide("actual", at < actual.size() ? actual.get(at) : null, at < expected.size() ? expected.get(at) : "");
    html.close(2);
  }

  private String where() {
    String line = at < expected.size() ? expected.get(at) : at < actual.size() ? actual.get(at) : "";
    int end = 0;
    while (end < line.length() && Character.isDigit(line.charAt(end))) {
      end++;
    }
    return end > 0 && end < line.length() ? ", in iteration " + line.substring(0, end) : "";
  }

  private void writeSide(String side, @Nullable String line, String other) {
    html.open("tr").element("th", side, "scope", "row").open("td");
    if (line == null) {
      html.element("em", "the trace ends here");
    } else {
      html.open("code");
      writeMarked(line, other);
      html.close();
    }
    html.close(2);
  }

  /** A line, in which the words that the other one does not have are marked. */
  private void writeMarked(String line, String other) {
    String[] words = line.split(" ");
    String[] others = other.split(" ");
    int most = Math.min(words.length, others.length);
    int head = 0;
    while (head < most && words[head].equals(others[head])) {
      head++;
    }
    int tail = 0;
    while (tail < most - head && words[words.length - 1 - tail].equals(others[others.length - 1 - tail])) {
      tail++;
    }
    int end = words.length - tail;
    html.text(String.join(" ", List.of(words).subList(0, head)) + (head > 0 ? " " : ""));
    if (head < end) {
      html.element("mark", String.join(" ", List.of(words).subList(head, end)));
    }
    html.text((tail > 0 && head < end ? " " : "") + String.join(" ", List.of(words).subList(end, words.length)));
  }

  // ---- the program

  /** Main, and then the bodies by name. */
  static void writeProgram(Html html, Program program) {
    html.open("div", "class", "program");
    writeCode(html, "main", program.main());
    new TreeMap<>(program.bodies()).forEach((name, code) -> writeCode(html, name, code));
    html.close();
  }

  private static void writeCode(Html html, String name, List<Instruction> code) {
    html.open("div", "class", "code").element("h5", name);
    if (code.isEmpty()) {
      html.element("p", "(nothing)", "class", "nothing");
    } else {
      html.open("ol");
      int depth = 0;
      for (String line : ProgramWriter.text(code)) {
        String word = line.split(" ", 2)[0];
        boolean outer = word.equals("catch") || word.equals("end");
        depth = Math.max(0, outer ? depth - 1 : depth);
        html.open("li").element("code", "  ".repeat(depth) + line).close();
        depth += word.equals("try") || word.equals("catch") ? 1 : 0;
      }
      html.close();
    }
    html.close();
  }

  // ---- the drawing

  private void writeDrawing() {
    Drawing first = DrawingReader.read(difference.program(), expected);
    Drawing second = DrawingReader.read(difference.program(), actual);
    List<Strip> strips = Layout.of(first, first.momentOf(at), second, second.momentOf(at));
    html.open("div", "class", "drawing", "tabindex", "0", "role", "region", "aria-label", "the schedule, drawn");
    new Legend(html, List.of(first, second)).write();
    TimelineSvg svg = new TimelineSvg(html, id, at, this::tip);
    for (int i = 0; i < strips.size(); i++) {
      svg.write(strips.get(i), "the schedule, strip " + (i + 1) + " of " + strips.size());
    }
    html.close();
  }

  private String tip(int which, int line) {
    if (which == 0) {
      return expected.get(line) + " (§" + difference.expected().get(line).rule() + ")";
    }
    return actual.get(line);
  }

  // ---- the traces

  private void writeTraces() {
    html.open("table", "class", "traces").line();
    html.open("thead").open("tr");
    html.element("th", "line", "scope", "col").element("th", "rule", "scope", "col");
    html.element("th", "expected", "scope", "col").element("th", "", "scope", "col", "aria-label", "same or not");
    html.element("th", "line", "scope", "col").element("th", "actual", "scope", "col");
    html.close(2).open("tbody").line();
    for (Row row : Alignment.of(expected, actual, at)) {
      boolean first = row.first() == at || row.second() == at;
      boolean after = Math.max(row.first(), row.second()) > at;
      html.open("tr", "class", first ? "first" : after ? "after" + (row.same() ? "" : " differs") : "");
      writeNumber("e", row.hasFirst(), row.first());
      html.open("td", "class", "rule");
      if (row.hasFirst()) {
        writeRule(html, row.first() == at ? difference.rule() : difference.expected().get(row.first()).rule());
      }
      html.close();
      writeText(row.hasFirst() ? expected.get(row.first()) : null, row.hasSecond() ? actual.get(row.second()) : "", first);
      html.element("td", row.same() ? "" : !row.hasFirst() ? "+" : row.hasSecond() ? "≠" : "−", "class", "sign");
      writeNumber("a", row.hasSecond(), row.second());
      writeText(row.hasSecond() ? actual.get(row.second()) : null, row.hasFirst() ? expected.get(row.first()) : "", first);
      html.close().line();
    }
    html.close(2);
    html.element(
        "p", "≠ another line, − not in the actual trace, + only in the actual trace. A line's number leads to its mark in the"
            + " drawing, a mark to its line.", "class", "note");
  }

  private void writeNumber(String letter, boolean there, int index) {
    if (!there) {
      html.element("td", "", "class", "number");
      return;
    }
    String drawn = index < at ? "e" : letter; // what both traces have may be drawn once
    html.open("td", "class", "number", "id", id + "-" + letter + index);
    html.element("a", String.valueOf(index + 1), "href", "#" + id + "-m" + drawn + index);
    html.close();
  }

  private void writeText(@Nullable String line, String other, boolean marked) {
    if (line == null) {
      html.element("td", marked ? "(the trace ends here)" : "", "class", "text");
      return;
    }
    html.open("td", "class", "text").open("code");
    if (marked) {
      writeMarked(line, other);
    } else {
      html.text(line);
    }
    html.close(2);
  }
}
