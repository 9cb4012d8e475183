package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.RuleBook.Rule;
import io.github.aiotask.properties.html.RunSummary.Failure;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A page about a run. */
class RunPageTest {
  private static final RuleBook RULES = Differences.rules();

  private static RunSummary run(List<RuleRow> rows, List<Difference> differences) {
    List<RunSummary.Cause> causes = differences.stream().map(one -> new RunSummary.Cause(one, 1, "")).toList();
    return new RunSummary("some <runtime>", 1234, 1200, causes.size(), Map.of("seed", "17\n<18>"), rows, causes, List.of());
  }

  @Test
  void isXmlNeedsNoOtherFileAndAllItsLinksLeadSomewhere() {
    List<Difference> two = List.of(Differences.found(Fault.CALLBACKS_REVERSED), Differences.found(Fault.EAGER_IGNORED));
    String page = RunPage.write(run(List.of(RuleRow.of("77.7")), two), RULES);
    Differences.checked(page);
    assertEquals(page, RunPage.write(run(List.of(RuleRow.of("77.7")), two), RULES));
  }

  @Test
  void everyRuleHasARowWithItsText() {
    Document document = Differences.checked(RunPage.write(run(List.of(), List.of()), RULES));
    for (Rule rule : RULES.rules()) {
      String row = Differences.byId(document, "rule-" + rule.number()).getTextContent();
      assertTrue(row.contains(rule.text().replace("`", "")), row);
    }
  }

  @Test
  void aCellSaysWhatIsCheckedAndARowWhyNothingIs() {
    RuleRow checked = RuleRow.of("1.4").with(Check.RECORDED, 3).with(Check.RANDOM, 12_345).with(Check.LIVE, 0);
    RuleRow not = RuleRow.of("9.1").untested("nobody knows when the <collector> runs");
    RuleRow other = RuleRow.of("1.5").with(Check.MODEL, "yes");
    Document document = Differences.checked(RunPage.write(run(List.of(checked, not, other), List.of()), RULES));
    // What no rule is checked by is no column.
    assertEquals(List.of("–", "3", "12,345"), counts(Differences.byId(document, "rule-1.4")));
    String untested = Differences.byId(document, "rule-9.1").getTextContent();
    assertTrue(untested.contains("untested") && untested.contains("nobody knows when the <collector> runs"), untested);
    assertTrue(Differences.byId(document, "rule-9.2").getTextContent().contains("no reason is given"), "without a row");
  }

  private static List<String> counts(Element row) {
    NodeList cells = row.getElementsByTagName("td");
    return IntStream.range(1, cells.getLength()).mapToObj(i -> cells.item(i).getTextContent()).toList();
  }

  @Test
  void aRuleThatIsBrokenLeadsToItsDrawing() {
    Difference difference = Differences.found(Fault.CALLBACKS_REVERSED);
    Document document = Differences.checked(RunPage.write(run(List.of(), List.of(difference)), RULES));
    Element row = Differences.byId(document, "rule-" + difference.rule());
    assertEquals("broken", row.getAttribute("class"));
    assertEquals("#d1", ((Element) row.getElementsByTagName("a").item(0)).getAttribute("href"));
    assertEquals("section", Differences.byId(document, "d1").getTagName());
  }

  @Test
  void theFirstDrawingIsRightUnderDifferences() {
    List<Difference> two = List.of(Differences.found(Fault.CALLBACKS_REVERSED), Differences.found(Fault.EAGER_IGNORED));
    String page = RunPage.write(run(List.of(), two), RULES);
    String before = page.substring(page.indexOf(">Differences</h2>"), page.indexOf("class=\"strip\""));
    assertFalse(before.contains("<table class=\"list\"") || before.contains("class=\"program\""), before);
    assertTrue(page.indexOf("<table class=\"list\"") > page.indexOf("class=\"strip\""), "the list of both");
    assertTrue(page.indexOf("id=\"d2\"") < page.indexOf("<table class=\"matrix\""), "all before the rules");
  }

  @Test
  void theMarkedRowNamesTheRuleOfTheTitle() {
    for (Fault fault : List.of(Fault.CANCEL_UNCOUNTED, Fault.CALLBACKS_REVERSED)) {
      Difference difference = Differences.found(fault);
      String page = RunPage.write(run(List.of(), List.of(difference)), RULES);
      String row = page.substring(page.indexOf("<tr class=\"first\""));
      assertTrue(row.substring(0, row.indexOf("</tr>")).contains(">§" + difference.rule() + "</a>"), row);
    }
  }

  @Test
  void theSummaryIsInWords() {
    String none = RunPage.write(run(List.of(), List.of()), RULES);
    assertTrue(none.contains("✓ Nothing differs</strong> in 1,200 compared of 1,234 programs."), "none");
    RunSummary many = new RunSummary("x", 1, 1, 1, Map.of(), List.of(), List.of(), List.of());
    String page = RunPage.write(many, RULES);
    assertTrue(page.contains("≠ 1 differs</strong> of 1 program."), "one");
    assertFalse(page.contains("Nothing differs"), "not both");
  }

  @Test
  void aFactMayHaveLines() {
    assertTrue(RunPage.write(run(List.of(), List.of()), RULES).contains("<dt>seed</dt><dd>17<br/>&lt;18&gt;</dd>"), "lines");
  }

  @Test
  void whoDiedIsListedWithTheProgram() {
    Program program = Differences.found(Fault.CALLBACKS_REVERSED).program();
    List<Failure> failures = List.of(new Failure("me", "gave no <answer>", 21, "r1-7", program));
    String page = RunPage.write(new RunSummary("x", 30, 9, 21, Map.of(), List.of(), List.of(), failures), RULES);
    Differences.checked(page);
    assertTrue(page.contains("<strong>me</strong>: gave no &lt;answer&gt;, in 21 programs; the simplest, r1-7:"), page);
    assertTrue(page.contains("<code>" + program.main().get(0) + "</code>"), page);
  }
}
