package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recordings;

/** Instructions from and to their text: instructions are made of text only. */
final class Lines {
  private Lines() {}

  static Instruction parse(String line) {
    return Recordings.instruction(line);
  }

  static String text(Instruction instruction) {
    return ProgramWriter.text(instruction);
  }
}
