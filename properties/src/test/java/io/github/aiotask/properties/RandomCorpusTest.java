package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Random programs of which CPython's traces are recorded: CPython, the model and the implementation agree. */
class RandomCorpusTest {
  private static final int FEWEST = 3000;
  private static final PythonVersion VERSION = PythonVersion.PYTHON_3_14;

  @Test
  void cpythonModelAndImplementationAgree() throws Exception {
    TaskRuntimeProvider provider = Providers.find(null);
    List<Recording> corpus = Recordings.randomCorpus();
    assertTrue(corpus.size() >= FEWEST, "only " + corpus.size());
    Checker checker = new Checker(provider);
    for (Recording one : corpus) {
      Program program = Objects.requireNonNull(one.program());
      List<String> recorded = one.traces().get(VERSION.number()).trace();
      assertEquals(recorded, Model.run(program, VERSION).trace(), one.id() + ": the model and CPython");
      assertEquals(null, checker.check(program, VERSION), one.id() + ": the implementation and the model");
    }
  }
}
