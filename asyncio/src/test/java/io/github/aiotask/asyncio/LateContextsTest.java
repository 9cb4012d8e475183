package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.OtherJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Before a program makes its first variable it has no contexts at all; what exists when it does has variables of its own from then on,
 * as what recorded CPythons had. In JVMs that have none yet.
 */
class LateContextsTest {
  private static final List<String> FLAGS =
      List.of("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED", "--add-opens", "java.base/java.lang=ALL-UNNAMED");

  @TestFactory
  Stream<DynamicTest> whatIsThereAlreadyIsApart() {
    return Recorded.read("contexts.jsonl").stream()
        .filter(one -> one.id().startsWith("Y"))
        .flatMap(
            one ->
                Stream.of(Carrier.values())
                    .filter(Carrier::isAvailable)
                    .map(
                        carrier ->
                            DynamicTest.dynamicTest(
                                one.id() + " on " + carrier,
                                () -> assertEquals(one.traces().get(PythonVersion.PYTHON_3_13), printed(one.id(), carrier)))));
  }

  private static List<String> printed(String scenario, Carrier carrier) throws Exception {
    List<String> options = new ArrayList<>(FLAGS);
    options.add("-Dscenario=" + scenario);
    options.add("-Dcarrier=" + carrier);
    return OtherJvm.run(LateContexts.class, options.toArray(new String[0]));
  }

  /** No object of a class that is not loaded: a program without variables pays for none. */
  @Test
  void aProgramWithoutVariablesHasNoContexts() throws Exception {
    List<String> loaded =
        OtherJvm.run(WithoutVariables.class, "-Xlog:class+load").stream()
            .filter(line -> line.contains(" io.github.aiotask."))
            .toList();
    assertTrue(loaded.stream().anyMatch(line -> line.contains(" " + Runner.class.getName() + " ")), loaded::toString);
    for (Class<?> type : List.of(Context.class, ContextVar.class, ContextGuest.class, Here.class, InContext.class)) {
      assertTrue(loaded.stream().noneMatch(line -> line.contains(" " + type.getName() + " ")), type.getName());
    }
  }
}
