package io.github.aiotask.properties.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule that is broken, whatever a runtime answers. */
class DifferenceTest {
  private static final Program PROGRAM =
      new Program(
          Stream.of("future f0", "task t0", "run", "cancel t0", "run").map(Instruction::parse).toList(),
          Map.of("t0", List.of(Instruction.parse("await f0"))),
          false,
          Program.Trace.ALL);
  private static final List<String> RUBBISH =
      List.of("", " ", ":", "=", "0:", "0=", "0", "hello", "t0 starts", "99999999999999999999:main: run", "0=t0",
          "0:t9 starts", "0=f0 state", "0=nobody state=pending",
          "0=loop ready=many", "7:main: run", "1:t0: await f0 ! CancelledError()#1");

  private static Difference of(List<Line> expected, List<String> actual) {
    return new Difference(PROGRAM, PythonVersion.PYTHON_3_14, "somebody", expected, actual);
  }

  @Test
  void aRuleIsNamedWhateverTheAnswerIs() {
    List<Line> expected = Model.run(PROGRAM, PythonVersion.PYTHON_3_14).lines();
    assertTrue(expected.size() > 10, expected::toString);
    for (int at = 0; at <= expected.size(); at++) {
      List<String> right = expected.subList(0, at).stream().map(Line::text).toList();
      for (String line : RUBBISH) {
        List<String> actual = new ArrayList<>(right);
        actual.add(line);
        assertTrue(RuleBook.builtIn().byNumber().containsKey(of(expected, actual).rule()), actual::toString);
      }
      if (at < expected.size()) {
        assertTrue(RuleBook.builtIn().byNumber().containsKey(of(expected, right).rule()), right::toString);
      }
    }
  }

  @Test
  void whatHasNotAppliedYetIsNotTheCause() {
    List<Line> expected = Model.run(PROGRAM, PythonVersion.PYTHON_3_14).lines();
    List<String> right = expected.stream().map(Line::text).toList();
    assertTrue(of(expected, right.subList(0, 2)).mayComeOf("1.1")); // the future is created
    assertFalse(of(expected, right.subList(0, 2)).mayComeOf("6.2")); // the cancel is later
    assertTrue(of(expected, right.subList(0, right.size() - 1)).mayComeOf("6.2"));
  }

  @Test
  void whereNothingIsToBeSeenWhatIsSeenIsDoneOutOfTurn() {
    for (String line : RUBBISH) {
      assertEquals("5.6", of(List.of(), List.of(line)).rule(), line);
    }
  }
}
