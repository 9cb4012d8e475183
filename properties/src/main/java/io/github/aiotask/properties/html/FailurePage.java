package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.RuleBook.Rule;
import java.util.LinkedHashSet;
import java.util.Set;

/** A page about one difference: the rule, the program, the schedule as a drawing, and the traces. */
public final class FailurePage {
  private FailurePage() {}

  /**
   * Writes it: the same difference always as the same text.
   *
   * @param difference what differs
   * @param book the texts of the rules
   * @return HTML that is XML too and needs no other file
   */
  public static String write(Difference difference, RuleBook book) {
    Html html = new Html();
    Page.open(html, FailureSection.title(difference) + " – " + difference.who());
    html.element("p", "aiotask conformance", "class", "eyebrow");
    new FailureSection(html, "d1", difference, book).write("h1", "");
    writeRules(html, FailureSection.rulesOf(difference), book);
    Page.close(html);
    return html.toString();
  }

  private static void writeRules(Html html, Set<String> numbers, RuleBook book) {
    html.open("section", "class", "rules", "aria-labelledby", "rules").element("h2", "The rules", "id", "rules");
    Set<String> unknown = new LinkedHashSet<>(numbers);
    html.open("dl");
    for (Rule rule : book.rules()) {
      if (unknown.remove(rule.number())) {
        html.element("dt", "§" + rule.number(), "id", FailureSection.idOf(rule.number()));
        html.open("dd").markdown(rule.text());
        writePython(html, rule);
        html.close().line();
      }
    }
    for (String number : unknown) {
      html.element("dt", "§" + number, "id", FailureSection.idOf(number));
      html.element("dd", "No rule of the text has this number.").line();
    }
    html.close(2);
  }

  /** For which versions a rule is, if not for all. */
  static void writePython(Html html, Rule rule) {
    switch (rule.python()) {
      case "all" -> {}
      case "aiotask" -> html.element("span", " (CPython has no such rule.)", "class", "python");
      default -> html.element("span", " (Python: " + rule.python() + ")", "class", "python");
    }
  }
}
