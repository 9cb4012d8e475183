package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.html.HistoryPage;
import io.github.aiotask.properties.html.HistoryRow;
import io.github.aiotask.properties.html.HistoryRow.Change;
import io.github.aiotask.properties.html.HistoryRow.Shown;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.spec.History.Scenario;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Writes the page of what changed between Pythons: spec/target/history.html. */
class HistoryPageTest {
  private static final String TO_ROOT = "../../"; // from spec/target
  private static final String INSTRUCTIONS = "properties/README.md";
  private static final String SCENARIOS = "asyncio/src/test/resources/io/github/aiotask/asyncio/";

  /** Why no recorded program shows a change, or none that the version before could run; then where: rules, in first version. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("Python had no context variables before", "1.8 2.5 3.19 in 3.7"),
          Map.entry("tasks had no names before", "2.4 in 3.8"),
          Map.entry("no program sets the message of a cancel from outside", "1.19 in 3.9"),
          Map.entry("there was nothing to ask a task for its coroutine before", "9.7 in 3.8"),
          Map.entry("the registry had no functions before: a program could not touch it", "3.17 7.5 7.6 7.10 in 3.7"),
          Map.entry("asyncio 3.4.3 had no task factories", "10.3 in 3.6"),
          Map.entry("asyncio had no eager task factory before", "10.4 in 3.12"),
          Map.entry("no instruction of a program asks for the call graph; asyncio has tests of its own, recorded on 3.14.2", "10.88 in 3.14"),
          Map.entry(
              "CPython took the arguments from a set before, in any order; recorded programs have the order of the rule",
              "10.5 in 3.7"),
          Map.entry("the scenarios with a sleep are coroutines that asyncio 3.4.3 does not take", "10.38 10.80 in 3.6"),
          Map.entry("asyncio had no timeouts before", "10.39 10.40 10.41 10.42 10.43 10.44 10.45 in 3.11"),
          Map.entry("asyncio had no task groups before", "10.46 10.47 10.48 10.49 10.50 10.52 10.53 10.56 10.78 in 3.11"),
          Map.entry("a group had no cancel before", "10.83 10.84 10.85 in 3.15"),
          Map.entry("asyncio had no runner before", "10.57 10.59 in 3.11"),
          Map.entry("asyncio had no runner before; an interrupt has no place in a recorded program", "10.58 in 3.11"),
          Map.entry("asyncio 3.4.3 had no run_coroutine_threadsafe", "10.60 10.61 10.82 in 3.6"),
          Map.entry("asyncio had no barriers before", "11.18 11.19 11.20 11.21 11.22 in 3.11"),
          Map.entry("queues had no shutdown before", "11.28 11.29 in 3.13"));

  private static Map<String, String> reasons() {
    Map<String, String> byPlace = new LinkedHashMap<>();
    REASONS.forEach(
        (reason, places) -> {
          for (String place : places.split(", ")) {
            String[] words = place.split(" in ");
            for (String rule : words[0].split(" ")) {
              byPlace.put(rule + " in " + words[1], reason);
            }
          }
        });
    return byPlace;
  }

  private static History history(List<Recording> programs, Map<String, String> reasons) throws Exception {
    List<Source> switches =
        List.of(
            Source.of("impl/src/main/java/io/github/aiotask/impl/VersionRules.java"),
            Source.of("asyncio/src/main/java/io/github/aiotask/asyncio/Versions.java"));
    return new History(RuleBook.builtIn(), switches, programs, scenarios(), reasons, TO_ROOT);
  }

  private static Map<String, Scenario> scenarios() throws Exception {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    for (String file : List.of("functions.jsonl", "primitives.jsonl")) {
      for (String line : Source.of(SCENARIOS + file).text().lines().toList()) {
        JsonNode one = new ObjectMapper().readTree(line);
        Map<String, List<String>> traces = new LinkedHashMap<>();
        for (JsonNode trace : one.get("traces")) {
          trace.get("pythons").forEach(python -> traces.put(python.asText(), texts(trace.get("trace"))));
        }
        String id = one.get("id").asText();
        scenarios.put(id, new Scenario(id, one.get("about").asText(), SCENARIOS + file, program(one.path("program")), traces));
      }
    }
    return scenarios;
  }

  private static List<String> program(JsonNode program) {
    List<String> lines = new ArrayList<>();
    program.path("things").properties().forEach(thing -> lines.add(thing.getKey() + " = " + thing.getValue().asText()));
    for (JsonNode task : program.path("tasks")) {
      lines.add(task.get("name").asText() + (task.path("catches").asBoolean() ? " (goes on after errors):" : ":"));
      texts(task.get("ops")).forEach(op -> lines.add("  " + op));
    }
    if (!program.path("outside").isEmpty()) {
      lines.add("outside:");
      program.get("outside").forEach(op -> lines.add("  " + (op.isTextual() ? op.asText() : op.toString())));
    }
    return lines;
  }

  private static List<String> texts(JsonNode lines) {
    List<String> texts = new ArrayList<>();
    lines.forEach(line -> texts.add(line.asText()));
    return texts;
  }

  @Test
  void showsEachChangeByARecordedProgram() throws Exception {
    History history = history(Recordings.history(), reasons());

    String page = HistoryPage.write(history.groups(), TO_ROOT + INSTRUCTIONS);

    Path file = Files.createDirectories(Source.root().resolve("spec/target")).resolve("history.html");
    Files.writeString(file, page);
    List<HistoryRow> rows = history.groups().stream().flatMap(List::stream).toList();
    List<Change> changes = rows.stream().flatMap(row -> row.changes().stream()).toList();
    List<Shown> shown = changes.stream().flatMap(change -> change.shown().stream()).toList();
    System.out.printf(
        "aiotask: what changed between Pythons: spec/target/history.html (%d rules, %d changes, %d programs, %d of one side only)%n",
        rows.size(), changes.size(), shown.stream().map(Shown::id).distinct().count(),
        changes.stream().filter(change -> !change.without().isEmpty()).count());

    assertEquals("", String.join("\n", history.faults()));
    for (Change change : changes) {
      for (Shown one : change.shown()) {
        if (change.without().isEmpty()) {
          assertNotEquals(one.before(), one.after(), () -> one.id() + " between " + change.before() + " and " + change.after());
        }
        assertFalse(one.after().isEmpty() && one.before().isEmpty(), () -> one.id() + " has no trace");
        assertTrue(Files.exists(file.resolveSibling(one.href())), () -> one.href() + " leads nowhere");
      }
    }
    assertTrue(Files.exists(file.resolveSibling(TO_ROOT + INSTRUCTIONS)), "leads nowhere");
    String xml = page.replaceFirst("<!DOCTYPE html>", "");
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    assertFalse(page.matches("(?s).*(src=|url\\(|@import|http://|https://).*"), "the page needs another file");
  }

  @Test
  void aChangeWithoutAProgramIsAFault() throws Exception {
    List<Recording> programs = new ArrayList<>(Recordings.history());
    programs.removeIf(one -> one.rules().contains("6.6"));
    assertTrue(history(programs, reasons()).faults().get(0).startsWith("§6.6 in 3.13: no recorded program"));
  }

  @Test
  void aReasonThatIsNotNeededIsAFault() throws Exception {
    Map<String, String> more = reasons();
    more.put("6.6 in 3.13", "none");
    more.put("6.6 in 3.12", "none");
    List<String> faults = history(Recordings.history(), more).faults();
    assertEquals(2, faults.stream().filter(fault -> fault.contains("no reason is needed")).count(), faults::toString);
  }

  @Test
  void aProgramThatShowsNothingOfItsRuleIsAFault() throws Exception {
    List<Recording> programs = new ArrayList<>(Recordings.history());
    Recording one = programs.stream().filter(program -> program.rules().contains("6.4")).findFirst().orElseThrow(); // of 3.11
    programs.add(new Recording("stranger", "", List.of("6.6"), one.program(), one.traces(), Map.of(), null, null));
    assertEquals(
        List.of("stranger names §6.6, and does the same on both sides of each of its changes"),
        history(programs, reasons()).faults());
  }

  @Test
  void whatReplacesEachOtherStandsTogether() throws Exception {
    List<List<String>> groups =
        history(Recordings.history(), reasons()).groups().stream()
            .map(group -> group.stream().map(row -> row.rule().number()).toList())
            .toList();
    assertTrue(groups.contains(List.of("10.23", "10.22")), groups::toString);
    assertTrue(groups.contains(List.of("3.20", "3.10")), groups::toString);
    assertTrue(groups.stream().anyMatch(group -> group.contains("10.28") && group.contains("10.75")), groups::toString);
  }
}
