package io.github.aiotask.properties.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.run.World;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Without a fault the plain runtime gives CPython's trace of every recorded program that can run here. */
@Tag("once")
class PlainTaskTest {

  @TestFactory
  Stream<DynamicTest> givesTheTraceOfCPython() throws Exception {
    return Recordings.builtIn().stream()
        .filter(recording -> recording.cannot() == null)
        .flatMap(
            recording ->
                recording.versions().stream()
                    .flatMap(version -> contexts(recording).map(with -> test(recording, version, with))));
  }

  /** A guest with contexts, and for programs that have none also one without. */
  private static Stream<Boolean> contexts(Recording recording) {
    return programOf(recording).usesContexts() ? Stream.of(true) : Stream.of(true, false);
  }

  private static DynamicTest test(Recording recording, PythonVersion version, boolean contexts) {
    return DynamicTest.dynamicTest(
        recording.id() + " as Python " + version.number() + (contexts ? "" : " without contexts"),
        () -> {
          List<String> actual = World.run(programOf(recording), version, new PlainRuntimeProvider(), contexts);
          assertEquals(recording.expected(version), actual);
        });
  }

  private static Program programOf(Recording recording) {
    return Objects.requireNonNull(recording.program());
  }

  @Test
  void givesTheTraceOfCPythonInRandomPrograms() throws Exception {
    for (Recording one : Recordings.randomCorpus()) {
      for (PythonVersion version : one.versions()) {
        assertEquals(one.expected(version), World.run(programOf(one), version, new PlainRuntimeProvider(), true), one::id);
      }
    }
  }
}
