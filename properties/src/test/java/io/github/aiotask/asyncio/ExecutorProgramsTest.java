package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What CPythons did with recorded programs, tasks do whose loop is on an executor. Programs that complete a run there is none of. */
@Tag("once")
class ExecutorProgramsTest {
  private static final int FEWEST = 1500;
  static final TaskRuntimeProvider LIBRARY =
      ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();

  @ParameterizedTest
  @EnumSource
  void aRecordedProgramGivesTheTraceOfCPython(PythonVersion version) throws Exception {
    check(Recordings.builtIn(), version);
  }

  @ParameterizedTest
  @EnumSource
  void aRandomProgramGivesTheTraceOfCPython(PythonVersion version) throws Exception {
    int checked = check(Recordings.randomCorpus(), version);
    assertTrue(checked >= FEWEST, "only " + checked);
  }

  private static int check(List<Recording> recordings, PythonVersion version) throws Exception {
    Checker checker = new Checker(new TurnedRuntime.Provider(LIBRARY));
    int checked = 0;
    for (Recording one : recordings) {
      Program program = one.program();
      if (program != null && one.cannot() == null && one.versions().contains(version) && canRun(program)) {
        assertEquals(null, checker.check(program, version), one.id());
        checked++;
      }
    }
    return checked;
  }

  static boolean canRun(Program program) {
    return !program.any(one -> one.op() == Op.COMPLETE);
  }
}
