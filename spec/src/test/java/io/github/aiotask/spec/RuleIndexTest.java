package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and citations agree; and, on planted faults, this test would notice if they did not. */
class RuleIndexTest {
  @Test
  void rulesAndCitationsAgree() throws IOException {
    List<Source> obeying = new ArrayList<>(Source.under("api/src/main", ".java"));
    obeying.addAll(Source.under("impl/src/main", ".java"));
    obeying.addAll(Source.under("asyncio/src/main", ".java"));
    List<Source> citing = new ArrayList<>(Source.under("spec/src/main", ".tla", ".cfg", ".json"));
    for (String folder : List.of("api/src/test", "impl/src/test", "asyncio/src/test", "properties/src", "jmh/src")) {
      if (Source.root().resolve(folder).toFile().isDirectory()) {
        citing.addAll(Source.under(folder, ".java"));
      }
    }

    List<String> faults = RuleIndex.faults(Source.of("spec/README.md"), obeying, citing, allFindings());

    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }

  @Test
  void recordedProgramsAreAboutRules() throws IOException {
    Set<String> rules = new LinkedHashSet<>();
    Rules.parse(Source.of("spec/README.md")).rows().forEach(rule -> rules.add(rule.number()));
    for (JsonNode program : recorded()) {
      for (JsonNode rule : program.get("rules")) {
        assertTrue(rules.contains(rule.asText()), () -> program.get("id") + " is about no rule: " + rule);
      }
    }
  }

  @Test
  void everyRuleHasAPropertyOrAReason() throws IOException {
    List<Source> contracts = Source.under("properties/src/main/java/io/github/aiotask/properties/contract", ".java");

    List<String> faults = RuleIndex.unchecked(Source.of("spec/README.md"), contracts);

    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }

  @Test
  void aRuleWithoutAPropertyIsNoticed() {
    Source readme = new Source("README.md", rules());
    Source contract =
        new Source(
            "C.java",
            "@Untested(rule = \"9.1\", reason = \"why\")\n@Rule(\"1.1\") @Rule(\"2.1\") @Rule(\"3.1\") @Rule(\"4.1\") @Rule(\"5.1\")"
                + " @Rule(\"6.1\") @Rule(\"8.1\") @Rule(\"9.1\") @Rule(\"10.1\") @Rule(\"11.1\") @Rule(\"8.7\")");

    String faults = String.join("\n", RuleIndex.unchecked(readme, List.of(contract)));

    assertTrue(faults.contains("§7.1 has no property"), faults);
    assertTrue(faults.contains("§9.1 is untested and has a property"), faults);
    assertTrue(faults.contains("§8.7 is no rule"), faults);
    assertEquals(3, faults.lines().count(), faults);
  }

  @Test
  void everyRuleHasAFormulaOrAReason() throws IOException {
    // What the broken variants cite, they break.
    List<Source> modules = Source.under("spec/src/main/tla", "/AsyncioTask.tla", "/AsyncioTaskProperties.tla");
    List<String> faults = RuleIndex.unstated(Source.of("spec/README.md"), modules);

    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }

  /** Of the specification: but for those that only say how it is written down. */
  @Test
  void everyDefinitionCitesItsRule() throws IOException {
    Set<String> notation =
        Set.of(
            "Awaitables", "Loops", "Entries", "Orders", "Exists", "Becomes", "Now", "IsUnused", // of the model
            "Next", "Spec", "Fairness", "FairSpec");
    String module = Source.of("spec/src/main/tla/AsyncioTask.tla").text();

    List<String> without = new ArrayList<>();
    for (String part : module.split("(?m)^(?=[A-Z]\\w*(\\([^)]*\\))? ==)")) {
      String name = part.split("\\W", 2)[0];
      String definition = part.split("\n\n", 2)[0];
      if (!name.isEmpty() && !definition.contains("§") && !notation.contains(name)) {
        without.add(name);
      }
    }

    assertEquals(List.of(), without);
  }

  @Test
  void aRuleWithoutAFormulaIsNoticed() {
    Source module = new Source("M.tla", "\\* §1.1 §2.1 §3.1 to §3.2 §4.1 §5.1 §6.1");
    String leftOut =
        "## What the formulas leave out\n| why | rules |\n|---|---|\n| so | §6.1 §8.1 to §8.2 §9.1 §10.1 §11.1 |\n";

    String faults = String.join("\n", RuleIndex.unstated(new Source("R", rules() + leftOut), List.of(module)));

    assertTrue(faults.contains("§7.1 has no formula"), faults);
    assertTrue(faults.contains("§6.1 is left out and has a formula"), faults);
    assertEquals(2, faults.lines().count(), faults);
    assertEquals(
        List.of("R: the heading \"## What the formulas leave out\" is missing"),
        RuleIndex.unstated(new Source("R", rules()), List.of(module)));
  }

  private static List<JsonNode> recorded() throws IOException {
    return lines("properties/src/main/resources/io/github/aiotask/properties/recorded.jsonl");
  }

  private static List<JsonNode> lines(String path) throws IOException {
    Source file = Source.of(path);
    List<JsonNode> programs = new ArrayList<>();
    for (String line : file.text().lines().toList()) {
      programs.add(new ObjectMapper().readTree(line));
    }
    return programs;
  }

  /**
   * asyncio 3.4.3's, those modern ones that are rules (M22 and M23 are deliberate differences), recorded programs, and
   * scenarios.
   */
  private static Set<String> allFindings() throws IOException {
    Set<String> findings = new LinkedHashSet<>();
    IntStream.rangeClosed(1, 62).mapToObj(n -> "S" + n).forEach(findings::add);
    IntStream.rangeClosed(1, 21).mapToObj(n -> "M" + n).forEach(findings::add);
    findings.add("M24");
    recorded().forEach(program -> findings.add(program.get("id").asText()));
    for (String file : List.of("functions.jsonl", "primitives.jsonl")) {
      for (JsonNode scenario : lines("asyncio/src/test/resources/io/github/aiotask/asyncio/" + file)) {
        if (!scenario.get("about").asText().equals("random")) {
          findings.add(scenario.get("id").asText());
        }
      }
    }
    return findings;
  }

  // ---- planted faults: one rule in each chapter, all cited, but for one change

  private static final String HEAD = "| § | Rule | Python | Why | Else | Source |\n|---|---|---|---|---|---|\n";

  private static String rules() {
    StringBuilder rules = new StringBuilder("# The rules\n");
    for (int chapter = 1; chapter <= 11; chapter++) {
      rules.append("## %d Title\n".formatted(chapter)).append(HEAD);
      rules.append("| §%d.1 | It MUST. | from 3.5.1 | Why. | – | S1 C%02d |\n".formatted(chapter, chapter));
    }
    return rules + "## Differences\n| what | why |\n|---|---|\n| names | no statics (3.1) |\n";
  }

  private static final String CODE = "// §1.1 §2.1\n/** (§3.1, §4.1) */ §5 // §5.1\n// §6.1 §7.1 §8.1 §9.1 §10.1 §11.1\n";

  /** One that all rules name, and a program for each. */
  private static final Set<String> FINDINGS =
      Set.of("S1", "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11");

  private static List<String> faults(String rules, String code, String model) {
    return RuleIndex.faults(
        new Source("R", rules), List.of(new Source("Code", code)), List.of(new Source("Model", model)), FINDINGS);
  }

  private static void assertFaults(List<String> actual, String... expected) {
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  @Test
  void noFault() {
    assertFaults(faults(rules(), CODE, "\\* §6.1 §6, and § alone is a sign"));
  }

  @Test
  void citationOfNoRule() {
    assertFaults(
        faults(rules(), CODE + "// §6.2\n// §12", "\n\\* §7.0"),
        "Code:4: §6.2 is no rule: correct it, or write the rule in R",
        "Code:5: §12 is no rule: correct it, or write the rule in R",
        "Model:2: §7.0 is no rule: correct it, or write the rule in R");
  }

  @Test
  void ruleThatNoCodeCites() {
    assertFaults(
        faults(rules(), CODE.replace("§4.1", ""), "\\* §4.1"),
        "R:17: no code cites §4.1: cite it at the line that obeys it");
  }

  @Test
  void rangeCitesEachOfItsRules() {
    String row = "| §6.%d | It MUST. | all | Why. | Else. | – |\n";
    String three = rules().replace("## 7", row.formatted(2) + row.formatted(3) + "## 7");
    assertFaults(faults(three, CODE.replace("§6.1", "§6.1 to\n   * §6.3, §2 to §6"), ""));
    assertFaults(
        faults(three, CODE.replace("§6.1", "§6.1, §6.3"), ""),
        "R:26: no code cites §6.2: cite it at the line that obeys it");
    assertFaults(
        faults(three, CODE, "§6.2 to §6.4"),
        "Model:1: §6.4 is no rule: correct it, or write the rule in R",
        "R:26: no code cites §6.2: cite it at the line that obeys it",
        "R:27: no code cites §6.3: cite it at the line that obeys it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          §6.1 to §5.1   ; "§6.1 to §5.1" is no range: write it as §2.6 to §2.9
          §6.1 to §6.1   ; "§6.1 to §6.1" is no range: write it as §2.6 to §2.9
          §5 to §6.1     ; "§5 to §6.1" is no range: write it as §2.6 to §2.9
          §6.1, 7.1      ; "§6.1, 7.1" is not found by its second number: put § before each
          §6.1 to 6.9    ; "§6.1 to 6.9" is not found by its second number: put § before each
          § 6.1          ; "§ 6.1" is not found by its number: write § close to it
          """)
  void citationThatCannotBeFound(String citation, String fault) {
    assertFaults(faults(rules(), CODE, citation), "Model:1: " + fault);
  }

  @Test
  void numberTwice() {
    assertFaults(
        faults(rules().replace("## 7", "| §6.1 | It MUST too. | all | Why. | Else. | S1 |\n## 7"), CODE, ""),
        "R:26: rule 6.1 is there already, at R:25: give a number that no row ever had");
  }

  @Test
  void chapters() {
    String remedy = ": make the headings \"## n Title\" run from 1 to 11";
    assertFaults(
        faults(rules().replace("## 11 Title", "## 12 Title"), CODE.replace("§11.1", ""), ""),
        "R:45: rule 11.1 is not in its chapter: move the row, or correct its number",
        "R: the chapters are [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]" + remedy,
        "R:45: no code cites §11.1: cite it at the line that obeys it");
    assertFaults(
        faults(rules() + "## 12 Title\n", CODE, ""), "R: the chapters are [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]" + remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          | §6.2 | It MUST. | all | Why. | S1 |
          | §6.2 | It MUST. | all | Why. | | S1 |
          | §6.2 | It MUST. | all | Why. | Else. | S1 | more |
          | §6.2 | It MUST. | all | Why. | Else.
          """)
  void columnMissing(String row) {
    assertFaults(
        faults(rules().replace("## 7", row + "\n## 7"), CODE, ""),
        "R:26: rule 6.2 wants the columns [§, Rule, Python, Why, Else, Source]:"
            + " fill each, – if there is nothing to say");
  }

  @Test
  void rowWithoutNumber() {
    assertFaults(
        faults(rules().replace("## 7", "| 6 | It MUST. | all | Why. | Else. | S1 |\n## 7"), CODE, ""),
        "R:26: a row without a number: begin it with \"| §6.n |\"");
  }

  @Test
  void unknownVersion() {
    assertFaults(
        faults(rules().replaceFirst("from 3.5.1", "new"), CODE, ""),
        "R:5: rule 1.1 is for Python \"new\": write all, to X, from X, from X to Y or aiotask");
  }

  @Test
  void findingThatNoRuleNames() {
    assertFaults(
        faults(rules().replace("S1 ", ""), CODE, ""), "R: no rule's Source names S1: name it where it became a rule");
  }

  @Test
  void sourceThatIsNoFinding() {
    assertFaults(
        faults(rules().replace("C06", "C06 S63 C6"), CODE, ""),
        "R:25: S63 is no finding: correct the Source of rule 6.1",
        "R:25: C6 is no finding: correct the Source of rule 6.1");
  }
}
