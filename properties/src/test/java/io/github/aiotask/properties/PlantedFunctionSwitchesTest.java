package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.aiotask.EventLoop;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.functions.AsyncioFunctions;
import io.github.aiotask.properties.functions.Functions;
import io.github.aiotask.properties.functions.FunctionsProvider;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A switch of asyncio's functions that is set one Python too early or too late is seen in programs of that Python. */
class PlantedFunctionSwitchesTest {
  private static final long SEED = 17;
  private static final int RANDOM_PROGRAMS = 1_000; // of each profile, if no example shows it

  /** What programs have: no locks, queues, sleeps, and nothing as it is completed. */
  private static final String OF_PROGRAMS = "(gather|shield|wait|group).*";

  /** The kit itself refuses a coroutine where a wait does (§10.24). */
  private static final String BEHIND_THE_KIT = "waitRefusesCoroutines changed too late: wrong in 3.11";

  private static final Class<?> SWITCHES;
  private static final Constructor<?> SWITCHES_OF;
  private static final Field SWITCHES_OF_ASYNCIO;
  private static final Field ASYNCIO_OF_FUNCTIONS;

  static {
    try {
      SWITCHES = Class.forName("io.github.aiotask.asyncio.Versions");
      SWITCHES_OF = SWITCHES.getDeclaredConstructor(PythonVersion.class);
      SWITCHES_OF.setAccessible(true);
      SWITCHES_OF_ASYNCIO = Asyncio.class.getDeclaredField("versions");
      SWITCHES_OF_ASYNCIO.setAccessible(true);
      ASYNCIO_OF_FUNCTIONS = AsyncioFunctions.class.getDeclaredField("asyncio");
      ASYNCIO_OF_FUNCTIONS.setAccessible(true);
    } catch (ReflectiveOperationException moved) {
      throw new ExceptionInInitializerError(moved);
    }
  }

  /** A switch that has the wrong value as one Python. */
  private record Planted(Field field, PythonVersion version, String when) {
    @Override
    public String toString() {
      return field.getName() + " changed " + when + ": wrong in " + version.number();
    }
  }

  /** The implementation, whose functions have that switch turned; as it is if that is null. */
  private record Turned(TaskRuntimeProvider right, Field field) implements TaskRuntimeProvider, FunctionsProvider {
    @Override
    public String name() {
      return right.name() + " with another " + field;
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      return right.newRuntime(options);
    }

    @Override
    public Functions functions(TaskRuntime runtime, EventLoop loop) {
      AsyncioFunctions functions = new AsyncioFunctions(runtime, loop);
      try {
        if (field != null) {
          Object switches = SWITCHES_OF_ASYNCIO.get(ASYNCIO_OF_FUNCTIONS.get(functions));
          field.setBoolean(switches, !field.getBoolean(switches));
        }
      } catch (IllegalAccessException closed) {
        throw new AssertionError(closed);
      }
      return functions;
    }
  }

  static List<Planted> switches() throws ReflectiveOperationException {
    List<Planted> all = new ArrayList<>();
    PythonVersion[] versions = PythonVersion.values();
    for (Field field : SWITCHES.getDeclaredFields()) {
      if (field.getType() != boolean.class || !field.getName().matches(OF_PROGRAMS)) {
        continue;
      }
      field.setAccessible(true);
      for (int i = 1; i < versions.length; i++) {
        if (field.getBoolean(SWITCHES_OF.newInstance(versions[i])) != field.getBoolean(SWITCHES_OF.newInstance(versions[i - 1]))) {
          all.add(new Planted(field, versions[i - 1], "too early"));
          all.add(new Planted(field, versions[i], "too late"));
        }
      }
    }
    return all;
  }

  static Stream<Planted> seen() throws ReflectiveOperationException {
    return switches().stream().filter(one -> !one.toString().equals(BEHIND_THE_KIT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seen")
  void isSeen(Planted planted) throws Exception {
    Difference seen = find(new Checker(new Turned(Providers.find(null), planted.field)), planted.version);
    assertNotNull(seen, () -> planted + ": no program of seed " + SEED + " shows it");
  }

  @Test
  void whatIsNotSeenIsASwitch() throws Exception {
    List<Planted> all = switches();
    assertEquals(1, all.stream().filter(one -> one.toString().equals(BEHIND_THE_KIT)).count(), all::toString);
  }

  private static Difference find(Checker checker, PythonVersion version) throws Exception {
    for (Recording one : Recordings.examples()) {
      Difference difference = checker.check(Objects.requireNonNull(one.program()), version);
      if (difference != null) {
        return difference;
      }
    }
    for (Profile profile : List.of(Profile.FUNCTIONS, Profile.SCOPES)) {
      ProgramGenerator generator = new ProgramGenerator(profile, version);
      for (int i = 0; i < RANDOM_PROGRAMS; i++) {
        Difference difference = checker.check(generator.generate(SEED + i), version);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }
}
