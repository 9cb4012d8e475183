package io.github.aiotask.spec.trace;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recording;
import java.util.List;
import java.util.Map;

/**
 * What a program made an implementation tell its observer.
 *
 * @param name of the program
 * @param program which one
 * @param version as which Python it ran
 * @param events in the order in which they were told
 */
record Trace(String name, Program program, PythonVersion version, List<Event> events) {

  /** The same, told by another Python. */
  Trace as(PythonVersion other) {
    return new Trace(name, program, other, events);
  }

  /** The program as a line that the kit's commands read. */
  String programLine() {
    return ProgramWriter.toJson(new Recording(name, "", List.of(), program, Map.of(), Map.of(), null, version));
  }
}
