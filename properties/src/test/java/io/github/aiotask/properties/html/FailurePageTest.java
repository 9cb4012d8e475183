package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.html.Alignment.Row;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.plain.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

/** A page about one difference. */
class FailurePageTest {
  private static final RuleBook RULES = Differences.rules();

  @ParameterizedTest
  @EnumSource(names = {"CALLBACKS_REVERSED", "FLAG_NOT_FORWARDED", "CANCEL_SPARES_WAITER", "EAGER_IGNORED", "TIMERS_FIRST"})
  void isXmlNeedsNoOtherFileAndAllItsLinksLeadSomewhere(Fault fault) {
    Differences.checked(FailurePage.write(Differences.found(fault), RULES));
  }

  @Test
  void isTheSameForTheSameDifference() {
    Difference difference = Differences.found(Fault.WAKEUPS_FIRST);
    assertEquals(FailurePage.write(difference, RULES), FailurePage.write(difference, RULES));
  }

  @Test
  void everyRuleLeadsToItsText() {
    Difference difference = Differences.found(Fault.FLAG_NOT_FORWARDED);
    String page = FailurePage.write(difference, RULES);
    Document document = Differences.checked(page);
    for (Line line : difference.expected()) {
      assertTrue(page.contains("href=\"#rule-" + line.rule() + "\""), line.rule());
      assertEquals("§" + line.rule(), Differences.byId(document, "rule-" + line.rule()).getTextContent());
    }
    String text = RULES.find(difference.rule()).orElseThrow().text();
    assertTrue(document.getDocumentElement().getTextContent().contains(text.replace("`", "")), text);
  }

  @Test
  void aRuleThatTheTextDoesNotHaveLeadsSomewhereToo() {
    Difference difference =
        Differences.of(
            Differences.program(List.of("log x"), Map.of()),
            List.of(Differences.line("0:main log x", "difference")),
            List.of());
    Document document = Differences.checked(FailurePage.write(difference, RULES));
    assertEquals("§difference", Differences.byId(document, "rule-difference").getTextContent());
  }

  @Test
  void textIsNoMarkup() {
    String bad = "<script>alert('\"&')</script>";
    Difference difference =
        new Difference(
            Differences.program(List.of("log " + bad, "call <b>"), Map.of("<b>", List.of("log </svg>"))),
            PythonVersion.PYTHON_3_14,
            "<i>who</i>",
            List.of(Differences.line("0:main log " + bad, "1.4"), Differences.line("0=<u> state=" + bad, "1.4")),
            List.of("0:main log " + bad, "0:<u>: " + bad + " ! \u0007\uD800"));
    String page = FailurePage.write(difference, RULES);
    assertFalse(page.contains("<script"), "a script");
    assertFalse(page.contains("<i>"), "who");
    Document document = Differences.checked(page);
    assertTrue(document.getDocumentElement().getTextContent().contains("log " + bad), "shown as it is");
  }

  @Test
  void theFirstDifferenceIsMarkedInEachDrawingAndInTheTable() {
    String page = FailurePage.write(Differences.found(Fault.CALLBACKS_REVERSED), RULES);
    assertEquals(2, page.split("class=\"flag\"[^>]*>≠ first difference", -1).length - 1);
    assertEquals(2, page.split("class=\"differs\"", -1).length - 1);
    assertEquals(1, page.split("<tr class=\"first\"", -1).length - 1);
  }

  @Test
  void aTraceThatEndsSaysSo() {
    Difference difference =
        Differences.of(
            Differences.program(List.of("log x", "log y"), Map.of()),
            List.of(Differences.line("0:main log x", "1.1"), Differences.line("0:main log y", "1.1")),
            List.of("0:main log x"));
    String page = FailurePage.write(difference, RULES);
    Differences.checked(page);
    assertTrue(page.contains("first difference: this trace ends"), "the drawing");
    assertTrue(page.contains("(the trace ends here)"), "the table");
  }

  @Test
  void whatIsTheSameStandsSideBySide() {
    assertEquals(
        List.of(new Row(0, 0, true), new Row(1, 1, false), new Row(-1, 2, false), new Row(2, 3, true), new Row(3, -1, false)),
        Alignment.of(List.of("a", "b", "c", "d"), List.of("a", "x", "y", "c"), 1));
  }
}
