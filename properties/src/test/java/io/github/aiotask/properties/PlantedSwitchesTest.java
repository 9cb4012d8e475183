package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.EventLoop;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.functions.AsyncioFunctions;
import io.github.aiotask.properties.functions.Functions;
import io.github.aiotask.properties.functions.FunctionsProvider;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A switch between Python versions that is set one version too early or too late is seen in programs of that version. */
@Tag("once")
class PlantedSwitchesTest {
  private static final long SEED = 17;
  private static final int RANDOM_PROGRAMS = 2_000; // of each profile, if no recorded one shows it
  private static final Map<String, Integer> SEEN_AFTER = new TreeMap<>();
  private static final List<Recording> PROGRAMS = new ArrayList<>();

  /** Those of a loop's and of a runtime's own, and those of asyncio's functions. */
  private static final List<String> SWITCHES =
      List.of("io.github.aiotask.impl.VersionRules", "io.github.aiotask.asyncio.Versions");

  /** What the kit has no instruction for: tests of the implementation turn these. */
  private static final String NOT_IN_PROGRAMS =
      "(lock|condition|semaphore|queue|asCompleted|zeroSleep|pastSleep|threadsafe|close|bridges)[A-Z].*";

  /** The kit itself refuses a coroutine where a wait does (§10.24). */
  private static final String BEHIND_THE_KIT = "waitRefusesCoroutines changed too late: wrong in 3.11";

  /** A switch that has the wrong value as one Python. */
  private record Planted(Field field, PythonVersion version, String when) {
    @Override
    public String toString() {
      return field.getName() + " changed " + when + ": wrong in " + version.number();
    }
  }

  /** The implementation with that switch turned. */
  private record Turned(TaskRuntimeProvider right, Field field) implements TaskRuntimeProvider, FunctionsProvider {
    @Override
    public String name() {
      return right.name() + " with another " + field.getName();
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      TaskRuntime runtime = right.newRuntime(options);
      turnIn(get(runtime, "rules"));
      return runtime;
    }

    @Override
    public Functions functions(TaskRuntime runtime, EventLoop loop) {
      Functions functions = new AsyncioFunctions(runtime, loop);
      turnIn(get(get(functions, "asyncio"), "versions"));
      return functions;
    }

    private void turnIn(Object switches) {
      try {
        if (field.getDeclaringClass().isInstance(switches)) {
          field.setBoolean(switches, !field.getBoolean(switches));
        }
      } catch (IllegalAccessException closed) {
        throw new AssertionError(closed);
      }
    }

    private static Object get(Object of, String name) {
      try {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
      } catch (ReflectiveOperationException moved) {
        throw new AssertionError(moved);
      }
    }
  }

  static Stream<Planted> switches() throws ReflectiveOperationException {
    List<Planted> all = new ArrayList<>();
    PythonVersion[] versions = PythonVersion.values();
    for (String type : SWITCHES) {
      Constructor<?> constructor = Class.forName(type).getDeclaredConstructor(PythonVersion.class);
      constructor.setAccessible(true);
      for (Field field : Class.forName(type).getDeclaredFields()) {
        if (field.getType() == boolean.class && !field.getName().matches(NOT_IN_PROGRAMS)) {
          field.setAccessible(true);
          for (int i = 1; i < versions.length; i++) {
            Object before = constructor.newInstance(versions[i - 1]);
            if (field.getBoolean(before) != field.getBoolean(constructor.newInstance(versions[i]))) {
              all.add(new Planted(field, versions[i - 1], "too early"));
              all.add(new Planted(field, versions[i], "too late"));
            }
          }
        }
      }
    }
    assertTrue(all.removeIf(one -> one.toString().equals(BEHIND_THE_KIT)), BEHIND_THE_KIT);
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("switches")
  void isSeen(Planted planted) throws Exception {
    Checker checker = new Checker(new Turned(Providers.find(null), planted.field));
    Difference seen = find(checker, planted);
    assertNotNull(seen, () -> planted + ": no program of seed " + SEED + " shows it");
  }

  private static Difference find(Checker checker, Planted planted) {
    int programs = 0;
    for (Recording one : PROGRAMS) {
      Program program = Objects.requireNonNull(one.program());
      boolean fits = one.versions().isEmpty() || one.versions().contains(planted.version);
      if (fits) {
        programs++;
        Difference difference = checker.check(program, planted.version);
        if (difference != null) {
          SEEN_AFTER.put(planted.toString(), programs);
          return difference;
        }
      }
    }
    for (int i = 0; i < RANDOM_PROGRAMS; i++) {
      for (Profile profile : Profile.values()) {
        programs++;
        Difference difference = checker.check(new ProgramGenerator(profile, planted.version).generate(SEED + i), planted.version);
        if (difference != null) {
          SEEN_AFTER.put(planted.toString(), programs);
          return difference;
        }
      }
    }
    return null;
  }

  @BeforeAll
  static void read() throws Exception {
    PROGRAMS.addAll(Recordings.builtIn());
    PROGRAMS.addAll(Recordings.examples());
    PROGRAMS.addAll(Recordings.randomCorpus());
    PROGRAMS.removeIf(one -> one.cannot() != null || one.program() == null);
  }

  @AfterAll
  static void report() {
    System.out.println("aiotask: switches turned, seed " + SEED + ", programs until seen:");
    SEEN_AFTER.forEach((planted, programs) -> System.out.println("  " + planted + ": " + programs));
  }
}
