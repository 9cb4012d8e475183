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

  /** Where nothing was recorded, what the library itself does is the measure; what 3.6 has, every Python has. */
  private static boolean isNoticed(PythonVersion version, Consumer<Versions> turn) {
    for (Recorded recorded : RECORDED) {
      List<String> trace = recorded.traces().get(version);
      if (trace != null || recorded.traces().containsKey(PythonVersion.PYTHON_3_6)) {
        List<String> expected = trace != null ? trace : PrimitiveRun.trace(version, recorded.program());
        if (!expected.equals(PrimitiveRun.trace(version, recorded.program(), turn))) {
          return true;
        }
      }
    }
    return false;
  }
}
