package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.ExecutorProgramsTest.LIBRARY;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Fresh random programs on loops that an executor runs: the model and the implementation agree. */
class ExecutorRandomProperties {
  private static final int EACH = 10;

  private final Checker checker = new Checker(new TurnedRuntime.Provider(LIBRARY));

  @Property(tries = 10)
  void aRandomProgramGivesTheTraceOfTheModel(@ForAll Profile profile, @ForAll int seed) {
    for (PythonVersion version : PythonVersion.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile, version);
      for (int i = 0; i < EACH; i++) {
        Program program = generator.generate(seed + i);
        Difference difference = ExecutorProgramsTest.canRun(program) ? checker.check(program, version) : null;
        if (difference != null) {
          throw new AssertionError(difference);
        }
      }
    }
  }
}
