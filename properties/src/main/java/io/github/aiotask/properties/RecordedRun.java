package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recording.Recorded;
import io.github.aiotask.properties.run.World;
import java.util.List;

/**
 * One recorded program, run as one Python version.
 *
 * @param recording the program
 * @param version as which Python
 * @param engine the CPython that was recorded
 * @param expected what that did, errors by kind
 * @param actual what the implementation did
 * @param model what the rules say
 */
record RecordedRun(
    Recording recording,
    PythonVersion version,
    String engine,
    List<String> expected,
    List<String> actual,
    List<String> model) {

  /** Whether all three did the same. */
  boolean agrees() {
    return expected.equals(actual) && expected.equals(model);
  }

  /** The recorded trace beside that of the implementation, or of the model if only that differs. */
  SideBySide sideBySide() {
    boolean here = !expected.equals(actual);
    String python = engine.matches("[0-9].*") ? "CPython " + engine : engine;
    return new SideBySide(python, expected, here ? "here" : "the rules", here ? actual : model);
  }

  /**
   * Runs it; a program without contexts runs with a guest that has them and with one that has none, and the first trace that
   * differs is the result.
   */
  static RecordedRun of(Recording recording, PythonVersion version, TaskRuntimeProvider provider) {
    Recorded recorded = recording.traces().get(version.number());
    Program program = recording.program();
    if (recorded == null || program == null) {
      throw new IllegalArgumentException(recording.id() + " was not recorded for " + version);
    }
    List<String> expected = recording.expected(version);
    List<String> model = Model.run(program, version).trace();
    List<String> actual = World.run(program, version, provider, true);
    if (actual.equals(expected) && !program.usesContexts()) {
      actual = World.run(program, version, provider, false);
    }
    return new RecordedRun(recording, version, recorded.engine(), expected, actual, model);
  }
}
