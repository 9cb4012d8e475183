package io.github.aiotask.properties.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model does what real CPythons did. */
@Tag("once")
class RecordedModelTest {

  static Stream<Arguments> recorded() throws Recordings.BadInput {
    return Recordings.builtIn().stream()
        .filter(one -> one.cannot() == null)
        .flatMap(one -> one.versions().stream().map(version -> Arguments.of(one.id(), version, one)));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("recorded")
  void agrees(String id, PythonVersion version, Recording recording) {
    List<String> expected = recording.expected(version);
    Program program = recording.program();
    assertEquals(
        String.join("\n", expected), String.join("\n", Model.run(program, version).trace()), () -> id + " " + program.main());
  }
}
