package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.html.Check;
import io.github.aiotask.properties.html.RulePage;
import io.github.aiotask.properties.html.RuleRow;
import io.github.aiotask.properties.html.RuleRow.Place;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.WalkedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes the page that leads from a rule to all its places: spec/target/rules.html. */
class RulePageTest {
  private static final String TO_ROOT = "../../"; // from spec/target

  @Test
  void leadsFromEachRuleToItsPlaces() throws Exception {
    RuleBook book = RuleBook.builtIn();
    Map<String, List<Place>> places = Places.byRule(TO_ROOT);
    List<Recording> recordings = new ArrayList<>(Recordings.builtIn());
    recordings.addAll(Recordings.randomCorpus());
    List<RuleRow> rows =
        book.byNumber().keySet().stream().map(rule -> row(rule, places.getOrDefault(rule, List.of()), recordings)).toList();

    String page = RulePage.write(rows, book, about());

    Path file = Files.createDirectories(Source.root().resolve("spec/target")).resolve("rules.html");
    Files.writeString(file, page);
    System.out.println("aiotask: from each rule to its places: spec/target/rules.html");
    for (RuleRow row : rows) {
      assertTrue(count(row.places(), "code") > 0, () -> row + " leads to no code");
      assertTrue(
          count(row.places(), "property") > 0 != count(row.places(), "why there is no property") > 0,
          () -> row + " leads to a property, or to the reason why there is none");
      assertTrue(
          count(row.places(), "formula") > 0 != count(row.places(), "why there is no formula") > 0,
          () -> row + " leads to a formula, or to the reason why there is none");
      for (Place place : row.places()) {
        assertTrue(page.contains(">" + place.where() + "<"), () -> place + " is not on the page");
        assertTrue(Files.exists(file.resolveSibling(place.href())), () -> place + " leads nowhere");
      }
    }
  }

  private static String about() throws IOException {
    WalkedModels walked = WalkedModels.of(Model.all());
    return ("The implementation executes every transition of %d models of the formulas, and can do nothing else:"
            + " %,d transitions of %,d states.")
        .formatted(walked.models(), walked.transitions(), walked.states());
  }

  private static RuleRow row(String rule, List<Place> places, List<Recording> recordings) {
    return RuleRow.of(rule)
        .with(Check.MODEL, count(places, "model") > 0 ? "yes" : "")
        .with(Check.PROPERTY, count(places, "property"))
        .with(Check.RECORDED, recordings.stream().filter(one -> one.rules().contains(rule)).count())
        .with(Check.FORMULA, count(places, "formula"))
        .at(places);
  }

  private static long count(List<Place> places, String kind) {
    return places.stream().filter(place -> place.kind().equals(kind)).count();
  }
}
