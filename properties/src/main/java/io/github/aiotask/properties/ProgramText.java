package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A program for people to read. */
final class ProgramText {

  private ProgramText() {}

  /** Main, and then the bodies by name. */
  static List<String> lines(Program program) {
    List<String> lines = new ArrayList<>();
    lines.add("main:" + (program.kitLoop() ? " on the kit's loop" : ""));
    ProgramWriter.text(program.main()).forEach(line -> lines.add("  " + line));
    new TreeMap<>(program.bodies())
        .forEach(
            (name, code) -> {
              lines.add(name + ":");
              ProgramWriter.text(code).forEach(line -> lines.add("  " + line));
            });
    return lines;
  }
}
