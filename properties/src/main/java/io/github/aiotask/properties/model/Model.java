package io.github.aiotask.properties.model;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Program.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What asyncio does with a program, by the rules. */
public final class Model {

  /** Stands among the rules where we differ from CPython on purpose. */
  public static final String DIFFERENCE = "difference";

  private static final Set<String> OURS = Set.of(DIFFERENCE, "6.9");

  private Model() {}

  /**
   * What is expected.
   *
   * @param lines the trace
   * @param applied the numbers of the rules that have applied, in order, as often as they did
   */
  public record Expected(List<Line> lines, List<String> applied) {

    /** Whether CPython does something else, on purpose: see the deliberate differences in the rules. */
    public boolean differsFromCPython() {
      return applied.stream().anyMatch(OURS::contains);
    }

    /** The trace without the rules. */
    public List<String> trace() {
      return lines.stream().map(Line::text).toList();
    }
  }

  /**
   * Runs a program by the rules.
   *
   * @param program what to run
   * @param version as which Python
   * @return its trace
   */
  public static Expected run(Program program, PythonVersion version) {
    Program code = program.of(version);
    Outcome ran = Coroutines.runMain(State.initial(code, version), code.main());
    State end = ran.isRaised() && code.trace() == Trace.LOG ? Narrator.left(ran.state(), "UNHANDLED", ran.error()) : ran.state();
    List<String> applied = new ArrayList<>(end.applied());
    Collections.reverse(applied);
    return new Expected(end.narration().expected(applied), applied);
  }
}
