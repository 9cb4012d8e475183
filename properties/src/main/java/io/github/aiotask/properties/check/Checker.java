package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Model.Expected;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.run.DirectStyle;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs programs on an implementation and on the model. */
public final class Checker {
  /** Kept, so that its level is: programs that fail on purpose are no news. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.aiotask");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final TaskRuntimeProvider provider;
  private final @Nullable DirectStyle style;

  /**
   * For an implementation.
   *
   * @param provider of the runtime under test
   */
  public Checker(TaskRuntimeProvider provider) {
    this(provider, null);
  }

  /**
   * For an implementation, with coroutines of one style.
   *
   * @param provider of the runtime under test
   * @param style how bodies run as coroutines; null: as state machines written by hand
   */
  public Checker(TaskRuntimeProvider provider, @Nullable DirectStyle style) {
    this.provider = provider;
    this.style = style;
  }

  /** The first difference in any setting, or null. */
  public @Nullable Difference check(Program program, PythonVersion version) {
    return check(program, version, Model.run(program, version));
  }

  /** The first difference in any setting from what a CPython did, or null; the model runs only to tell of one. */
  public @Nullable Difference check(Recording recording, PythonVersion version) {
    Program program = Objects.requireNonNull(recording.program(), "check(recording, version): it has no program");
    List<String> recorded = recording.expected(version);
    for (Setting setting : Setting.of(program)) {
      List<String> actual = setting.run(program, version, provider, style);
      if (!recorded.equals(actual)) {
        return difference(program, version, setting, Model.run(program, version), actual);
      }
    }
    return null;
  }

  /** The first difference in any setting from what is expected, or null. */
  public @Nullable Difference check(Program program, PythonVersion version, Expected expected) {
    for (Setting setting : Setting.of(program)) {
      Difference difference = check(program, version, setting, expected);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  /** The difference in one setting, or null. */
  public @Nullable Difference check(Program program, PythonVersion version, Setting setting, Expected expected) {
    List<String> actual = setting.run(program, version, provider, style);
    return expected.trace().equals(actual) ? null : difference(program, version, setting, expected, actual);
  }

  private Difference difference(
      Program program, PythonVersion version, Setting setting, Expected expected, List<String> actual) {
    return new Difference(program, version, provider.name() + ' ' + setting, expected.lines(), actual);
  }
}
