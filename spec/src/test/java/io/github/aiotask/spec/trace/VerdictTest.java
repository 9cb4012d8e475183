package io.github.aiotask.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a refused trace says. */
class VerdictTest {
  private static final Program PROGRAM =
      new Program(
          List.of(Instruction.parse("task t0"), Instruction.parse("run")),
          Map.of("t0", List.of(Instruction.parse("yield"))),
          false,
          Program.Trace.ALL);

  private static final Trace TRACE =
      new Trace(
          "random-7",
          PROGRAM,
          PythonVersion.PYTHON_3_14,
          List.of(
              new Event(1, List.of("created", "t0")),
              new Event(1, List.of("stepScheduled", "t0", "nothing")),
              new Event(0, List.of("stepping", "t0", "error"))));

  @Test
  void aRefusalShowsTheEventWhatWasBeforeAndTheProgram() {
    assertEquals(
        """
        trace 3, random-7 as 3.14: event 3 cannot be: stepping t0 error
          after
            1 created t0 (instruction 1)
            2 stepScheduled t0 nothing (instruction 1)
          program %s
        """.formatted(TRACE.programLine()),
        new Verdict(3, TRACE, 2, false).toString());
  }

  @Test
  void aTraceThatEndsTooEarlySaysSo() {
    assertEquals("the end", new Verdict(1, TRACE, 3, false).refused());
  }
}
