package io.github.aiotask.spec.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.impl.RuntimeProvider;
import io.github.aiotask.spec.tlc.Counterexample;
import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.Tlc;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TLC finds against 3.4 happens in an implementation of 3.4, and in one of 3.14 it does not. */
@Tag("models")
class ReplayTest {
  private static final TaskRuntimeProvider PROVIDER = new RuntimeProvider();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a task awaits itself | created: t1, t2; the main loop runs its first entry; t1 awaits t1 | 2",
        "a request in the last step is lost"
            + " | created: t1, t2; the main loop runs its first entry; t1 is cancelled; t1 returns | 3",
        "a task is stepped by another loop"
            + " | created: t1, t2; the second loop runs its first entry; t2 awaits f1; f1 is set: result | 2",
        "a fatal error in a future strands who waits"
            + " | created: t1, t2; the main loop runs its first entry; t1 raises: fatal; the main loop runs its first entry;"
            + " t2 awaits t1; the main loop runs its first entry | 5"
      })
  void happensInOldAndNotInNew(String quirk, String path, int reachedInNew, @TempDir Path temporary) throws Exception {
    Model model = Model.of("quirk of 3.4: " + quirk);
    Counterexample found = Counterexample.of(Tlc.run(model, temporary));

    Replay old = Replay.of(found, Setting.of(model), PROVIDER);
    Replay modern = Replay.of(found, Setting.of(model).as(PythonVersion.PYTHON_3_14), PROVIDER);

    assertTrue(old.isComplete(), old::toString);
    assertEquals(path, old.path().toString());
    assertFalse(modern.isComplete(), modern::toString);
    assertEquals(reachedInNew, modern.reached(), modern::toString);
  }
}
