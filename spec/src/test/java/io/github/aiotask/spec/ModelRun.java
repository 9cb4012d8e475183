package io.github.aiotask.spec;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A row of models.json: a run of the model checker and what must come of it.
 *
 * @param exit of TLC: 0 passed, 11 deadlock, 12 invariant violated, 13 property violated
 * @param states distinct ones, of a run that passes
 * @param violates the invariant or property, of a run that must fail
 * @param seconds after which the run is given up
 */
record ModelRun(String module, String configuration, int exit, Integer states, String violates, int seconds) {
  static Path folder() {
    return Source.root().resolve("spec/src/main/tla");
  }

  static List<ModelRun> all() throws IOException {
    return List.of(new ObjectMapper().readValue(folder().resolve("models.json").toFile(), ModelRun[].class));
  }

  @Override
  public String toString() {
    return configuration;
  }
}
