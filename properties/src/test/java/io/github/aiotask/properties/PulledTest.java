package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import io.github.aiotask.properties.run.PulledProvider;
import io.github.aiotask.properties.run.World;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs whose steps the guest makes itself give the same traces, on the runtime's loop and on the kit's own. */
@Tag("once")
class PulledTest {
  private static final int PROGRAMS = 3_000;
  private static final long SEED = 6;

  private static PulledProvider provider() throws Exception {
    return new PulledProvider(Providers.find(null));
  }

  @TestFactory
  Stream<DynamicTest> aRecordedProgramGivesTheTraceOfCPython() throws Exception {
    PulledProvider provider = provider();
    return Recordings.builtIn().stream()
        .filter(recording -> recording.cannot() == null)
        .flatMap(recording -> recording.versions().stream().map(version -> test(recording, version, provider)));
  }

  private static DynamicTest test(Recording recording, PythonVersion version, PulledProvider provider) {
    return DynamicTest.dynamicTest(
        recording.id() + " as Python " + version.number(),
        () -> {
          Program program = Objects.requireNonNull(recording.program());
          List<String> expected = recording.expected(version);
          assertEquals(expected, World.run(program, version, provider, true));
          if (!program.usesContexts()) {
            assertEquals(expected, World.run(program, version, provider, false));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aRandomProgramOfTheCorpusGivesTheTraceOfCPython(PythonVersion version) throws Exception {
    Checker checker = new Checker(provider());
    for (Recording one : Recordings.randomCorpus()) {
      if (one.versions().contains(version)) {
        assertEquals(null, checker.check(one, version), one.id());
      }
    }
  }

  @Test
  void aRandomProgramGivesTheTraceOfTheModel() throws Exception {
    Checker checker = new Checker(provider());
    int each = PROGRAMS / PythonVersion.values().length / Profile.values().length;
    for (PythonVersion version : PythonVersion.values()) {
      for (Profile profile : Profile.values()) {
        ProgramGenerator generator = new ProgramGenerator(profile, version);
        for (int i = 0; i < each; i++) {
          Program program = generator.generate(SEED + i);
          assertEquals(null, checker.check(program, version), () -> profile + " " + program);
        }
      }
    }
  }
}
