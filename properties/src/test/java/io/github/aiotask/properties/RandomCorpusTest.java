package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs of which CPython's traces are recorded: CPython, the model and the implementation agree. */
class RandomCorpusTest {
  private static final int FEWEST = 1500;

  private static List<Recording> corpus(PythonVersion version) throws Exception {
    List<Recording> corpus = Recordings.randomCorpus().stream().filter(one -> one.versions().contains(version)).toList();
    assertTrue(corpus.size() >= FEWEST, "only " + corpus.size());
    return corpus;
  }

  @Tag("once")
  @ParameterizedTest
  @EnumSource
  void theModelGivesTheTraceOfCPython(PythonVersion version) throws Exception {
    for (Recording one : corpus(version)) {
      Program program = Objects.requireNonNull(one.program());
      assertEquals(one.expected(version), Model.run(program, version).trace(), one.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theImplementationGivesTheTraceOfCPython(PythonVersion version) throws Exception {
    Checker checker = new Checker(Providers.find(null));
    for (Recording one : corpus(version)) {
      assertEquals(null, checker.check(one, version), one.id());
    }
  }
}
