package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs about what random ones seldom meet: the implementation does as the model says. */
class ExampleProgramsTest {

  @ParameterizedTest
  @EnumSource
  void theImplementationAndTheModelAgree(PythonVersion version) throws Exception {
    Checker checker = new Checker(Providers.find(null));
    for (Recording one : Recordings.examples()) {
      assertEquals(null, checker.check(Objects.requireNonNull(one.program()), version), one::id);
    }
  }
}
