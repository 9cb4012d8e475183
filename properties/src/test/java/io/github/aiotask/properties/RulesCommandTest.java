package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of the rules. */
@Tag("once")
class RulesCommandTest extends AbstractCommandTest {

  @Test
  void everyRuleIsChecked() {
    assertEquals(0, run("rules"));
    assertTrue(out().lines().anyMatch(line -> line.matches("6\\.2 +yes +[1-9][0-9]* +[1-9][0-9]* +1 .*")), this::out);
    assertPrinted("      untested: ");
  }

  @Test
  void aRuleIsShownWithItsProperties() {
    assertEquals(0, run("rules", "--rule", "6.2"));
    assertPrinted("property CancelContract.required_6_2_");
    assertTrue(out().lines().noneMatch(line -> line.startsWith("6.3")), this::out);
  }

  @Test
  void thoseOfOnePythonAreShown() {
    assertEquals(0, run("rules", "--python", "3.7", "--rule", "3.10,3.20"));
    assertTrue(out().lines().anyMatch(line -> line.startsWith("3.20 ")), this::out);
    assertTrue(out().lines().noneMatch(line -> line.startsWith("3.10 ")), this::out);
    assertRefused(run("rules", "--python", "3.4", "--rule", "10.83"), "no rule of Python 3.4 is 10.83");
  }

  @Test
  void aRuleThatIsNotThereIsRefused() {
    assertRefused(run("rules", "--rule", "6.99"), "no rule is 6.99");
    assertRefused(run("rules", "--rule", "cancel"), "\"cancel\" is no rule");
  }
}
