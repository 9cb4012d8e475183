package io.github.aiotask.properties.contract;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recording;
import java.util.List;
import java.util.Map;

/**
 * A program to run, and as which Python.
 *
 * @param program the program
 * @param version the Python
 */
public record Case(Program program, PythonVersion version) {

  /** One line of JSON: in a file it is what {@code aiotask-conform replay} takes. */
  @Override
  public String toString() {
    return ProgramWriter.toJson(
        new Recording("case", "as Python " + version.number(), List.of("1.1"), program, Map.of(), Map.of(), null));
  }
}
