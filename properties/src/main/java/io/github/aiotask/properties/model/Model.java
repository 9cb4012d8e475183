package io.github.aiotask.properties.model;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Program.Trace;
import io.github.aiotask.properties.program.TooMuch;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.PStack;

/** What asyncio does with a program, by the rules. */
public final class Model {

  /** Stands among the rules where we differ from CPython on purpose. */
  public static final String DIFFERENCE = "difference";

  private static final Set<String> OURS = Set.of(DIFFERENCE, "6.9");

  private Model() {}

  /** What is expected. Immutable. */
  public static final class Expected {
    private final Narration narration;
    private final List<String> trace;
    private final List<String> applied;

    Expected(State end) {
      this.narration = end.narration();
      this.trace = narration.trace();
      this.applied = inOrder(end.applied());
    }

    private static List<String> inOrder(PStack<String> lastFirst) {
      String[] rules = new String[lastFirst.size()];
      int at = rules.length;
      for (String rule : lastFirst) {
        rules[--at] = rule;
      }
      return Arrays.asList(rules);
    }

    /** The trace without the rules: to compare with others it is enough. */
    public List<String> trace() {
      return trace;
    }

    /** The trace, written anew each time. */
    public List<Line> lines() {
      return narration.expected(applied);
    }

    /** The numbers of the rules that have applied, in order, as often as they did. */
    public List<String> applied() {
      return applied;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Expected that && applied.equals(that.applied) && lines().equals(that.lines());
    }

    @Override
    public int hashCode() {
      return trace.hashCode();
    }

    /** Whether CPython does something else, on purpose: see the deliberate differences in the rules. */
    public boolean differsFromCPython() {
      return applied.stream().anyMatch(OURS::contains);
    }
  }

  /**
   * Runs a program by the rules.
   *
   * @param program what to run
   * @param version as which Python
   * @return its trace
   * @throws TooMuch if no program may take so much
   */
  public static Expected run(Program program, PythonVersion version) {
    return DeepStack.compute(() -> runHere(program, version));
  }

  private static Expected runHere(Program program, PythonVersion version) {
    Program code = program.of(version);
    Outcome ran = Coroutines.runMain(State.initial(code, version), code.main());
    State end = ran.isRaised() && code.trace() == Trace.LOG ? Narrator.left(ran.state(), "UNHANDLED", ran.error()) : ran.state();
    return new Expected(end);
  }
}
