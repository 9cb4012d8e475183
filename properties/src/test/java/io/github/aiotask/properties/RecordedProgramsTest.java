package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded program gives CPython's trace, in every version. */
class RecordedProgramsTest {

  @TestFactory
  Stream<DynamicTest> givesTheTraceOfCPython() throws Exception {
    TaskRuntimeProvider provider = Providers.find(null);
    return Recordings.builtIn().stream()
        .filter(recording -> recording.cannot() == null)
        .flatMap(recording -> recording.versions().stream().map(version -> test(recording, version, provider)));
  }

  private static DynamicTest test(Recording recording, PythonVersion version, TaskRuntimeProvider provider) {
    return DynamicTest.dynamicTest(
        recording.id() + " as Python " + version.number() + ": " + recording.about(),
        () -> {
          RecordedRun run = RecordedRun.of(recording, version, provider);
          assertEquals(run.expected(), run.actual());
        });
  }
}
