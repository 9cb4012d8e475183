package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the model checker on each row of models.json. */
class ModelsTest {
  static List<ModelRun> runs() throws IOException {
    return ModelRun.all();
  }

  @Tag("models")
  @ParameterizedTest
  @MethodSource("runs")
  void comesOutAsExpected(ModelRun run, @TempDir Path temporary) throws Exception {
    Tlc tlc = Tlc.run(run, temporary);

    assertAll(
        () -> assertEquals(run.exit(), tlc.exit(), () -> "exit code\n" + tlc.log()),
        () -> assertEquals(run.violates(), tlc.violated(), () -> "violated\n" + tlc.log()),
        () -> {
          // How many a failing run sees is a matter of order.
          if (run.exit() == 0) {
            assertEquals(run.states(), tlc.states(), "distinct states: if the change is meant, correct models.json");
          }
        });
  }

  @Test
  void eachConfigurationIsRunOnce() throws IOException {
    List<String> run = runs().stream().map(ModelRun::configuration).sorted().toList();
    List<String> there =
        Source.under("spec/src/main/tla", ".cfg").stream()
            .map(configuration -> Path.of(configuration.path()).getFileName().toString())
            .sorted()
            .toList();
    assertEquals(there, run, "configurations in spec/src/main/tla and in its models.json");
  }
}
