package io.github.aiotask.asyncio;

import io.github.aiotask.PythonVersion;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** Turns switches of {@link Versions}, where one is turned from one Python to the next: there, and one Python earlier. */
final class Switches {
  private Switches() {}

  /**
   * A test for each turn.
   *
   * @param names a pattern of the switches
   * @param isNoticed whether something differs in a Python when a switch is turned
   */
  static List<DynamicTest> turned(String names, BiPredicate<PythonVersion, Consumer<Versions>> isNoticed) {
    List<DynamicTest> tests = new ArrayList<>();
    PythonVersion[] all = PythonVersion.values();
    for (Field field : matching(names)) {
      for (int i = 1; i < all.length; i++) {
        if (value(field, new Versions(all[i - 1])) != value(field, new Versions(all[i]))) {
          for (PythonVersion version : List.of(all[i - 1], all[i])) {
            tests.add(
                DynamicTest.dynamicTest(
                    field.getName() + " in " + version,
                    () ->
                        Assertions.assertTrue(
                            isNoticed.test(version, versions -> turn(field, versions)),
                            () -> "nothing shows " + field.getName() + " in " + version)));
          }
        }
      }
    }
    return tests;
  }

  private static List<Field> matching(String names) {
    List<Field> fields =
        Arrays.stream(Versions.class.getDeclaredFields())
            .filter(field -> field.getType() == boolean.class && field.getName().matches(names))
            .toList();
    fields.forEach(field -> field.setAccessible(true));
    return fields;
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
}
