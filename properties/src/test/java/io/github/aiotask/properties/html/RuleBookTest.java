package io.github.aiotask.properties.html;

import io.github.aiotask.properties.check.RuleBook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.check.RuleBook.Rule;
import java.util.List;
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
