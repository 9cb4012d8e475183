package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook.Rule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the rules, read. */
class RuleBookTest {

  @Test
  void readsTheRowsOfItsTables() {
    String text =
        """
        # Title
        ## 6 Cancel

        | § | Rule | Python | Why | Else | Source |
        |---|---|---|---|---|---|
        | §6.2 | It MUST `a \\| b`. | all | Because. | Else. | S13 |
        ## Deliberate differences
        | what | CPython |
        """;
    assertEquals(
        List.of(new Rule("6.2", "6 Cancel", "It MUST `a | b`.", "all", "Because.", "Else.", "S13")),
        RuleBook.parse(text).rules());
  }

  @Test
  void aVersionIsItsLastReleaseAnd34Is343() {
    assertEquals("3.4 3.6", versions("to 3.6"));
    assertEquals("3.4", versions("to 3.6.1"), "a later 3.6 has it no more");
    assertEquals("3.4", versions("to 3.4.3"));
    assertEquals("3.13 3.14 3.15", versions("from 3.13"));
    assertEquals("3.6 3.7", versions("from 3.4.4 to 3.7"), "3.4.3 did not have it");
    assertEquals("3.6", versions("from 3.5.1 to 3.6"));
    assertEquals("", versions("from 3.5 to 3.5.0"));
  }

  private static String versions(String python) {
    Rule rule = new Rule("6.2", "6 Cancel", "It MUST.", python, "", "", "");
    return Stream.of(PythonVersion.values()).filter(rule::isOf).map(PythonVersion::number).collect(Collectors.joining(" "));
  }

  @Test
  void readsAllRules() {
    RuleBook book = Differences.rules();
    assertTrue(book.rules().size() > 100, "rules");
    assertEquals("11 Synchronization and queues", book.rules().get(book.rules().size() - 1).chapter());
    assertEquals("from 3.13", book.find("1.3").orElseThrow().python());
    assertTrue(book.find("0.1").isEmpty(), "no such rule");
    for (Rule rule : book.rules()) {
      assertTrue(!rule.text().isEmpty() && !rule.why().isEmpty() && !rule.otherwise().isEmpty(), rule::toString);
    }
  }

  @Test
  void refusesWhatIsNoRule() {
    assertThrows(IllegalArgumentException.class, () -> RuleBook.parse("| §6.2 | It MUST. | all |"));
    String row = "| §6.2 | It MUST. | all | Because. | Else. | S13 |\n";
    assertThrows(IllegalArgumentException.class, () -> RuleBook.parse(row + row));
  }
}
