package io.github.aiotask.properties.contract;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault that is planted in the plain runtime is caught, in each of its Pythons, by the property of a rule that names it. */
@Tag("once")
class PlantedFaultsTest {
  private static final Map<String, Long> MILLIS = new TreeMap<>();

  @BeforeAll
  static void findCases() {
    Cases.all();
  }

  static Stream<Arguments> faults() {
    return Stream.of(Fault.values())
        .flatMap(fault -> fault.versions().stream().map(version -> Arguments.of(fault, version)));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("faults")
  void isCaughtByARuleThatNamesIt(Fault fault, PythonVersion version) {
    List<String> named = new ArrayList<>();
    long start = System.nanoTime();
    Checker checker = new Checker(PlainRuntimeProvider.with(fault));
    for (String rule : fault.rules()) {
      for (Case one : Cases.of(rule)) {
        Difference difference = one.version() == version ? checker.check(one.program(), version) : null;
        if (difference != null && difference.rules().contains(rule)) {
          MILLIS.put(fault + " as " + version.number(), (System.nanoTime() - start) / 1_000_000);
          return;
        }
        if (difference != null) {
          named.add(difference.rule());
        }
      }
    }
    fail(fault + " is not caught by " + fault.rules() + ", but by " + named);
  }

  @AfterAll
  static void report() {
    long slowest = MILLIS.values().stream().mapToLong(Long::longValue).max().orElse(0);
    System.out.println("aiotask: " + MILLIS.size() + " planted faults were caught, each in " + slowest + " ms at the most");
  }
}
