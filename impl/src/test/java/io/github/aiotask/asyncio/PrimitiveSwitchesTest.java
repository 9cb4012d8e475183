package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each switch of chapter 11 is turned where a recorded program notices: one version later than it should, and one version
 * earlier.
 */
class PrimitiveSwitchesTest {
  private static final List<Recorded> RECORDED = Recorded.read("primitives.jsonl");

  private static List<Field> switches() {
    return Arrays.stream(Versions.class.getDeclaredFields())
        .filter(field -> field.getType() == boolean.class)
        .filter(field -> field.getName().matches("(lock|condition|semaphore|queue)[A-Z].*"))
        .peek(field -> field.setAccessible(true))
        .toList();
  }

  private static boolean value(Field field, Versions versions) {
    try {
      return field.getBoolean(versions);
    } catch (IllegalAccessException error) {
      throw new AssertionError(error);
    }
  }

  private static void turn(Field field, Versions versions) {
    try {
      field.setBoolean(versions, !field.getBoolean(versions));
    } catch (IllegalAccessException error) {
      throw new AssertionError(error);
    }
  }

  @Test
  void eachHasItsVersion() {
    PythonVersion[] all = PythonVersion.values();
    assertFalse(switches().isEmpty());
    for (Field field : switches()) {
      assertFalse(value(field, new Versions(all[0])), field.getName());
      assertTrue(value(field, new Versions(all[all.length - 1])), field.getName());
    }
  }

  @TestFactory
  List<DynamicTest> aTurnIsNoticed() {
    List<DynamicTest> tests = new ArrayList<>();
    PythonVersion[] all = PythonVersion.values();
    for (Field field : switches()) {
      for (int i = 1; i < all.length; i++) {
        if (value(field, new Versions(all[i - 1])) != value(field, new Versions(all[i]))) {
          for (PythonVersion version : List.of(all[i - 1], all[i])) {
            tests.add(
                DynamicTest.dynamicTest(
                    field.getName() + " in " + version, () -> assertTrue(isNoticed(field, version), "no program shows it")));
          }
        }
      }
    }
    return tests;
  }

  /** Where nothing was recorded, what the library itself does is the measure; what 3.6 has, every Python has. */
  private static boolean isNoticed(Field field, PythonVersion version) {
    for (Recorded recorded : RECORDED) {
      List<String> trace = recorded.traces().get(version);
      if (trace != null || recorded.traces().containsKey(PythonVersion.PYTHON_3_6)) {
        List<String> expected = trace != null ? trace : PrimitiveRun.trace(version, recorded.program());
        if (!expected.equals(PrimitiveRun.trace(version, recorded.program(), versions -> turn(field, versions)))) {
          return true;
        }
      }
    }
    return false;
  }
}
