package com.example;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What CPythons did with the kit's recorded programs, the language does, resumed by the library and by itself; and fresh ones. */
class ProgramsTest {
  private static final int EACH = 10;

  private static final Checker PUSHED = new Checker(new ToyProvider(false));
  private static final Checker PULLED = new Checker(new ToyProvider(true));

  @Example
  void aRecordedProgramGivesTheTraceOfCPython() throws Recordings.BadInput {
    for (Recording one : Recordings.builtIn()) {
      if (one.cannot() == null) {
        for (PythonVersion version : one.versions()) {
          require(PUSHED.check(one, version));
          require(PULLED.check(one, version));
        }
      }
    }
  }

  /** Each in one of both ways, for they are many. */
  @Example
  void aRandomProgramOfTheCorpusGivesTheTraceOfCPython() throws Recordings.BadInput {
    boolean pulls = false;
    for (Recording one : Recordings.randomCorpus()) {
      for (PythonVersion version : one.versions()) {
        require((pulls ? PULLED : PUSHED).check(one, version));
        pulls = !pulls;
      }
    }
  }

  @Property(tries = 10)
  void aRandomProgramGivesTheTraceOfTheModel(@ForAll Profile profile, @ForAll int seed) {
    for (PythonVersion version : PythonVersion.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile, version);
      for (int i = 0; i < EACH; i++) {
        Program program = generator.generate(seed + i);
        Model.Expected expected = Model.run(program, version);
        require(PUSHED.check(program, version, expected));
        require(PULLED.check(program, version, expected));
      }
    }
  }

  private static void require(Difference difference) {
    if (difference != null) {
      throw new AssertionError(difference);
    }
  }
}
