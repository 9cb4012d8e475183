package com.example;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What CPythons did with the kit's recorded programs, the language does, resumed by the library and by itself; and fresh ones. */
class ProgramsTest {
  private static final int EACH = 10;

  @Property
  void aRecordedProgramGivesTheTraceOfCPython(@ForAll boolean pulls) throws Recordings.BadInput {
    Checker checker = new Checker(new ToyProvider(pulls));
    List<Recording> all = new ArrayList<>(Recordings.builtIn());
    all.addAll(Recordings.randomCorpus());
    for (Recording one : all) {
      if (one.cannot() == null) {
        for (PythonVersion version : one.versions()) {
          check(checker, one.program(), version, one.id());
        }
      }
    }
  }

  @Property(tries = 3)
  void aRandomProgramGivesTheTraceOfTheModel(@ForAll boolean pulls, @ForAll Profile profile, @ForAll int seed) {
    Checker checker = new Checker(new ToyProvider(pulls));
    for (PythonVersion version : PythonVersion.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile, version);
      for (int i = 0; i < EACH; i++) {
        check(checker, generator.generate(seed + i), version, profile.toString());
      }
    }
  }

  private static void check(Checker checker, Program program, PythonVersion version, String what) {
    Difference difference = checker.check(program, version);
    if (difference != null) {
      throw new AssertionError(what + ": " + difference);
    }
  }
}
