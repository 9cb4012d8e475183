package io.github.aiotask.spec.walk;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.TlaValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a model's constants say: who there is, as which Python, and what code may do.
 *
 * @param elsewhere those of the second loop
 * @param maxCount how many requests are counted; 0: none is, and none is taken back
 * @param creates whether code creates the tasks
 * @param fatal whether there are errors that end a run
 */
record Setting(
    PythonVersion version,
    List<String> tasks,
    List<String> futures,
    List<String> callbacks,
    List<String> elsewhere,
    int maxCount,
    boolean creates,
    boolean fatal) {

  static final String MAIN = "main";

  static Setting of(Model model) throws IOException {
    Map<String, String> constants = model.allConstants();
    if (isTrue(constants, "Observed")) {
      throw new IllegalArgumentException(model + ": nobody is told of anything here");
    }
    return new Setting(
        python(model.version()),
        names(constants, "Tasks"),
        names(constants, "Futures"),
        names(constants, "Callbacks"),
        names(constants, "Elsewhere"),
        Integer.parseInt(constants.get("MaxCount")),
        isTrue(constants, "Creates"),
        isTrue(constants, "Fatal"));
  }

  private static PythonVersion python(int minor) {
    return Arrays.stream(PythonVersion.values())
        .filter(version -> version.minor() == minor)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no runtime is a Python 3." + minor));
  }

  private static boolean isTrue(Map<String, String> constants, String name) {
    return constants.get(name).equals("TRUE");
  }

  private static List<String> names(Map<String, String> constants, String name) {
    return List.copyOf(TlaValue.names(constants.get(name)));
  }

  /** The same as another Python. */
  Setting as(PythonVersion other) {
    return new Setting(other, tasks, futures, callbacks, elsewhere, maxCount, creates, fatal);
  }

  /** Whether a rule holds that came with a Python, given by its minor number. */
  boolean since(int minor) {
    return version.minor() >= minor;
  }

  List<String> loops() {
    return elsewhere.isEmpty() ? List.of(MAIN) : List.of(MAIN, "second");
  }

  String loopOf(String name) {
    return elsewhere.contains(name) ? "second" : MAIN;
  }

  List<String> awaitables() {
    List<String> all = new ArrayList<>(tasks);
    all.addAll(futures);
    return all;
  }

  /** Whether more requests are counted than a bound of the model's allows; asyncio has no such bound. */
  boolean isBeyond(Map<String, Object> seen) {
    return maxCount > 0 && ((Map<?, ?>) seen.get("count")).values().stream().anyMatch(count -> (int) count > maxCount);
  }

  /** The ways in which a future can fail. */
  List<String> errors() {
    return fatal ? List.of("error", "fatal") : List.of("error");
  }
}
