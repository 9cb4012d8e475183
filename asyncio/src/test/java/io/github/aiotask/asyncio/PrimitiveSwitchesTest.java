package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.aiotask.PythonVersion;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A recorded program notices when a switch of chapter 11 is turned, one version too late or one too early. */
class PrimitiveSwitchesTest {
  private static final List<Recorded> RECORDED = Recorded.read("primitives.jsonl");

  @TestFactory
  List<DynamicTest> aTurnIsNoticed() {
    return Switches.turned("(lock|condition|semaphore|queue)[A-Z].*", PrimitiveSwitchesTest::isNoticed);
  }

  @Test
  void thereAreSwitches() {
    assertFalse(aTurnIsNoticed().isEmpty());
  }

  private static boolean isNoticed(PythonVersion version, Consumer<Versions> turn) {
    for (Recorded recorded : RECORDED) {
      List<String> trace = recorded.traces().get(version);
      if (trace != null && !trace.equals(PrimitiveRun.trace(version, recorded.program(), turn))) {
        return true;
      }
    }
    return false;
  }
}
