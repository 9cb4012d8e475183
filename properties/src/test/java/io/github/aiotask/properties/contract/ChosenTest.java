package io.github.aiotask.properties.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which properties run. */
class ChosenTest {

  private static Method property(String begin) {
    return Stream.of(RuntimeContract.class.getMethods())
        .filter(method -> method.getName().startsWith(begin + "_"))
        .findFirst()
        .orElseThrow();
  }

  private static String why(String chosen, String begin) {
    return Chosen.why(chosen, property(begin)).orElse("");
  }

  @Test
  void allRunUnlessSomeAreChosen() {
    assertEquals(Optional.empty(), Chosen.why("", property("required_6_2")));
    assertEquals(Optional.empty(), Chosen.why(" ", property("everything")));
  }

  @Test
  void whatIsNotChosenIsSkippedWithAReason() {
    assertEquals("", why("6.*, 3.2", "required_6_2"));
    assertEquals("", why("6.*, 3.2", "required_3_2"));
    assertEquals("aiotask.rules is 6.2, and this is about 3.2", why("6.2", "required_3_2"));
    assertTrue(why("6.*", "chapter_6").contains("about no single rule"), why("6.*", "chapter_6"));
  }

  @Test
  void whatIsNoRuleFails() {
    for (String wrong : new String[] {"cancel", "6.99", "6.2,7.77"}) {
      assertThrows(IllegalArgumentException.class, () -> Chosen.why(wrong, property("required_6_2")), wrong);
    }
  }

  @Test
  void aRuleOfOtherPythonsIsSkipped() throws Exception {
    List<PythonVersion> only = List.of(PythonVersion.PYTHON_3_12);
    assertEquals(Optional.empty(), Chosen.why(only, property("required_6_2")));
    assertEquals(Optional.empty(), Chosen.why(only, property("everything")));
    String reason = Chosen.why(only, property("required_3_5")).orElse("");
    assertEquals("§3.5 is of none of the Pythons that -Daiotask.pythons names", reason);
  }
}
