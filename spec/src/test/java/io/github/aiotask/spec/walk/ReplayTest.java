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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TLC finds against 3.4 happens in an implementation of 3.4, and not in one of 3.14. */
@Tag("models")
class ReplayTest {
  private static final TaskRuntimeProvider PROVIDER = new RuntimeProvider();

  @Test
  void aRequestInTheLastStepIsLost(@TempDir Path temporary) throws Exception {
    Model model = Model.of("quirk of 3.4: a request in the last step is lost");
    Counterexample found = Counterexample.of(Tlc.run(model, temporary));

    Replay old = Replay.of(found, Setting.of(model), PROVIDER);
    Replay modern = Replay.of(found, Setting.of(model).as(PythonVersion.PYTHON_3_14), PROVIDER);

    assertTrue(old.isComplete(), old::toString);
    assertEquals("created: t1, t2; the main loop runs its first entry; t1 is cancelled; t1 returns", old.path().toString());
    assertFalse(modern.isComplete(), modern::toString);
    assertEquals(found.states().size() - 1, modern.reached());
  }
}
