package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;

/** Random programs of each profile as each Python, in turn, until one shows a planted fault. */
final class FaultHunt {
  private static final int PROGRAMS = 400; // for each version and profile

  private FaultHunt() {}

  /** How many programs it took; 0: none of them shows it. */
  static int programsUntilSeen(Checker checker, long seed) {
    int programs = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      for (PythonVersion version : PythonVersion.values()) {
        for (Profile profile : Profile.values()) {
          programs++;
          Program program = new ProgramGenerator(profile, version).generate(seed + i);
          if (checker.check(program, version) != null) {
            return programs;
          }
        }
      }
    }
    return 0;
  }
}
