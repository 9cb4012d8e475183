package io.github.aiotask.properties.exec;

import java.util.List;

/** What became of one program. */
public sealed interface Reply {

  /**
   * It ran.
   *
   * @param lines its trace
   */
  record Trace(List<String> lines) implements Reply {

    /** Copies the lines. */
    public Trace {
      lines = List.copyOf(lines);
    }
  }

  /**
   * It is not for this runtime.
   *
   * @param why what the runtime says
   */
  record Cannot(String why) implements Reply {}

  /**
   * The runtime died of it, or gave no answer that can be read.
   *
   * @param why what happened, and the last that the runtime wrote to its standard error
   */
  record Failed(String why) implements Reply {}
}
