package io.github.aiotask.properties.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is expected of the Task in C, and that no more than that is. */
class ExpectationsTest {
  private static final String C_314 = "CPython 3.14.2 (Pyodide) (C Task)";
  private static final String C_315 = "CPython 3.15.0rc1 (Pyodide) (C Task)";
  private static final String C_313 = "CPython 3.13.0 (C Task)";

  private static Expectations expectations(String who) {
    return Expectations.of(who, true, "3.14", PythonVersion.PYTHON_3_14);
  }

  private static void assertReason(String part, String who, String before, String expected, String actual) {
    Program program = new Program(List.of(), Map.of(), false, Program.Trace.ALL);
    List<Line> lines = Stream.of(before, expected).map(text -> new Line(text, "1.1", Map.of(), List.of("1.1"))).toList();
    Difference difference = new Difference(program, PythonVersion.PYTHON_3_14, who, lines, List.of(before, actual));
    String reason = expectations(who).reason(who, difference).orElse("");
    assertTrue(part.isEmpty() ? reason.isEmpty() : reason.contains(part), reason);
  }

  @Test
  void theListedDifferencesAreExpected() {
    String report = "1:report CALLBACK_RAISED ";
    assertReason("whether it is done", C_314, "0:x", report + "STEP_OF_DONE#1", report + "ENTER#1");
    assertReason("whether it is done", C_315, "0:x", report + "STEP_OF_DONE#1", report + "ENTER#1");
    assertReason("forgets the waiter", C_314, "2:report CALLBACK_RAISED ENTER#1", "2=t0 state=pending", "2=loop ready=0");
    assertReason("handshake flag is set", C_313, "1:t3 awaits f0", "1=f0 state=pending",
        "1:t3: await f0 ! IllegalStateException#1");
    assertReason("yields itself", C_314, "1:x", "2:t0: yield t0 ! YIELD_WITHOUT_AWAIT#1", "2:t0: yield t0 ! SELF_AWAIT#1");
    assertReason("eager start", C_313, "1:x", "1:t0: task t1 eager", "1:t0: task t1 eager ! SystemError(x)#1");
  }

  @Test
  void nothingElseIs() {
    assertReason("", C_314, "1:report CALLBACK_RAISED LEAVE#1", "1=t0 state=pending", "2=loop ready=0");
    assertReason("", C_314, "2:report CALLBACK_RAISED ENTER#1", "2:t0 starts", "2=loop ready=0");
    assertReason("", C_314, "0:x", "1:t0: yield f0 ! YIELD_WITHOUT_AWAIT#1", "1:t0: yield f0 ! OTHER_LOOP#1");
    assertReason("", C_314, "0:x", "0:main: enter t0", "0:main: enter t0 ! RuntimeError(loop @ is not the running loop)#1");
    assertReason("", C_314, "1:x", "1:t0: task t1 eager", "1:t0: task t1 eager ! SystemError(x)#1");
    assertReason("", "plain", "1:x", "2:t0: yield t0 ! YIELD_WITHOUT_AWAIT#1", "2:t0: yield t0 ! SELF_AWAIT#1");
  }

  @Test
  void whatMayBeARuleThatChangedSinceIsExpectedOfAnOlderPython() {
    Program program = new Program(List.of(), Map.of(), false, Program.Trace.ALL);
    Line eager = new Line("0:t0: task t1 eager", "2.6", Map.of(), List.of("2.6"));
    Line look = new Line("0=t1 state=pending", "4.6", Map.of(), List.of("4.6"));
    Difference difference =
        new Difference(
            program, PythonVersion.PYTHON_3_14, "old", List.of(eager, look), List.of(eager.text(), "0=loop ready=1"));
    assertEquals(List.of("4.6", "2.6"), difference.likely());
    Expectations of311 = Expectations.of("old", false, "3.11", PythonVersion.PYTHON_3_14);
    Expectations of314 = Expectations.of("old", false, "3.14", PythonVersion.PYTHON_3_14);
    assertTrue(of311.reason("old", difference).orElse("").contains("3.12"), "no reason");
    assertTrue(of314.reason("old", difference).isEmpty(), "a reason");
  }

  @Test
  void eachHasAReason() {
    List<String> reasons = expectations(C_314).known().stream().map(KnownDifference::reason).toList();
    assertEquals(5, reasons.stream().filter(reason -> !reason.isBlank()).distinct().count());
  }
}
