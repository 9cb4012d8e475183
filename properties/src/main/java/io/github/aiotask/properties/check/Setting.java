package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.run.DirectStyle;
import io.github.aiotask.properties.run.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a program runs. The trace is the same in all of them. */
public enum Setting {
  /** On the loop of the runtime. */
  RUNTIME_LOOP,
  /** On the kit's own loop: a foreign one to the runtime. */
  KIT_LOOP,
  /** On the loop of the runtime, for a guest without contexts. */
  WITHOUT_CONTEXTS;

  private static final List<Setting> ALL = List.of(values());

  /** Whether the program can run there. */
  public boolean fits(Program program) {
    return switch (this) {
      case RUNTIME_LOOP -> !program.kitLoop();
      case KIT_LOOP -> program.kitLoop() || !World.needsRuntimeLoop(program);
      case WITHOUT_CONTEXTS -> !program.kitLoop() && !program.usesContexts();
    };
  }

  /** Those in which the program can run. */
  public static List<Setting> of(Program program) {
    List<Setting> fitting = new ArrayList<>();
    for (Setting setting : ALL) {
      if (setting.fits(program)) {
        fitting.add(setting);
      }
    }
    return fitting;
  }

  /** Runs the program there, its coroutines in that style, or written by hand. */
  public List<String> run(
      Program program, PythonVersion version, TaskRuntimeProvider provider, @Nullable DirectStyle style) {
    return World.run(program, version, provider, this != WITHOUT_CONTEXTS, this == KIT_LOOP, style);
  }

  @Override
  public String toString() {
    return switch (this) {
      case RUNTIME_LOOP -> "on the runtime's loop";
      case KIT_LOOP -> "on the kit's loop";
      case WITHOUT_CONTEXTS -> "without contexts";
    };
  }
}
