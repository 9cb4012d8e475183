package io.github.aiotask.properties.contract;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
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
        io.github.aiotask.properties.campaign.Case.of("case", 0, program, version)
            .toRecording("case", "as Python " + version.number(), Map.of()));
  }
}
