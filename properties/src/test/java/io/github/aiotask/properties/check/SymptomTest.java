package io.github.aiotask.properties.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is alike in first lines that differ. */
class SymptomTest {
  private static final Program NONE = new Program(List.of(), Map.of(), false, Program.Trace.ALL);

  private static String of(List<String> expected, List<String> actual) {
    List<Line> lines = expected.stream().map(text -> new Line(text, "1.1", Map.of(), List.of())).toList();
    return new Difference(NONE, PythonVersion.PYTHON_3_14, "somebody", lines, actual).symptom();
  }

  private static String of(String expected, String actual) {
    return of(List.of(expected), List.of(actual));
  }

  @Test
  void ofALookThePartsThatDifferWithoutNames() {
    assertEquals("cancelling too few", of("0=t0 state=pending must cancelling=1", "0=t0 state=pending must"));
    assertEquals("cancelling too few", of("4=t7 state=pending waiter=f2 cancelling=3", "4=t7 state=pending waiter=f2 cancelling=2"));
    assertEquals("callbacks in another order", of("1=f0 state=pending callbacks=t0,c1", "1=f0 state=pending callbacks=c1,t0"));
    assertEquals("callbacks missing", of("1=f0 state=pending callbacks=t0", "1=f0 state=pending"));
    assertEquals("message missing", of("1=f0 state=cancelled message='m'", "1=f0 state=cancelled"));
    assertEquals("state cancelled and not error", of("1=f0 state=cancelled", "1=f0 state=error:ValueError(x)"));
  }

  @Test
  void aLookThatIsNotThereIsOneThatHasNotChanged() {
    assertEquals(
        "unretrieved missing",
        of(
            List.of("0=f0 state=error:E()", "0=f0 state=error:E() unretrieved", "0=loop ready=0"),
            List.of("0=f0 state=error:E()", "0=loop ready=0")));
    assertEquals(
        "unretrieved there",
        of(
            List.of("0=f0 state=error:E()", "0=loop ready=0"),
            List.of("0=f0 state=error:E()", "0=f0 state=error:E() unretrieved", "0=loop ready=0")));
  }

  @Test
  void ofAnEventWhenItIsOrElseItsKind() {
    assertEquals("late", of(List.of("1:t0 returns 3", "1:main: run"), List.of("1:main: run", "2:t0 returns 3")));
    assertEquals("early", of(List.of("1:main: run", "2:t0 returns 3"), List.of("1:t0 returns 3", "2:t0 starts")));
    assertEquals("in another order", of(List.of("1:a starts", "1:b starts"), List.of("1:b starts", "1:a starts")));
    assertEquals("uncancel = value and not uncancel = value", of("1:t0: uncancel t0 = 1", "1:t0: uncancel t0 = 0"));
    assertEquals("await ! CancelledError and not await = None", of("1:t0: await f = x ! CancelledError(m)#1", "1:t0: await f = None"));
    assertEquals("the end and not report CALLBACK_RAISED", of(List.of(), List.of("1:report CALLBACK_RAISED ValueError(x)#1")));
  }
}
