package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.aiotask.PythonVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The functions do what CPython's did in each recorded scenario, iteration by iteration. */
class RecordedFunctionsTest {
  private interface Scenario {
    void run(Env env) throws Exception;
  }

  private static final Map<String, Scenario> SCENARIOS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("F01", FunctionScenarios::f01),
              Map.entry("F02", FunctionScenarios::f02),
              Map.entry("F03", FunctionScenarios::f03),
              Map.entry("F06", FunctionScenarios::f06),
              Map.entry("F07", FunctionScenarios::f07),
              Map.entry("F08", FunctionScenarios::f08),
              Map.entry("F09", FunctionScenarios::f09),
              Map.entry("F10", FunctionScenarios::f10),
              Map.entry("F11", FunctionScenarios::f11),
              Map.entry("F14", FunctionScenarios::f14),
              Map.entry("F15", FunctionScenarios::f15),
              Map.entry("F18", FunctionScenarios::f18),
              Map.entry("F19", FunctionScenarios::f19),
              Map.entry("F20", FunctionScenarios::f20),
              Map.entry("F21", FunctionScenarios::f21),
              Map.entry("F22", FunctionScenarios::f22),
              Map.entry("F23", FunctionScenarios::f23),
              Map.entry("F24", FunctionScenarios::f24),
              Map.entry("F25", FunctionScenarios::f25),
              Map.entry("F26", FunctionScenarios::f26),
              Map.entry("F27", FunctionScenarios::f27),
              Map.entry("F28", FunctionScenarios::f28),
              Map.entry("F29", FunctionScenarios::f29),
              Map.entry("G01", BlockScenarios::g01),
              Map.entry("G02", BlockScenarios::g02),
              Map.entry("G04", BlockScenarios::g04),
              Map.entry("G05", BlockScenarios::g05),
              Map.entry("G06", BlockScenarios::g06),
              Map.entry("G08", BlockScenarios::g08),
              Map.entry("G09", BlockScenarios::g09),
              Map.entry("G11", BlockScenarios::g11),
              Map.entry("G13", BlockScenarios::g13),
              Map.entry("G14", BlockScenarios::g14),
              Map.entry("G16", BlockScenarios::g16),
              Map.entry("G17", BlockScenarios::g17),
              Map.entry("G19", BlockScenarios::g19),
              Map.entry("G20", BlockScenarios::g20),
              Map.entry("G21", GroupCancelScenarios::g21),
              Map.entry("G22", GroupCancelScenarios::g22),
              Map.entry("G23", GroupCancelScenarios::g23),
              Map.entry("G24", GroupCancelScenarios::g24),
              Map.entry("G25", GroupCancelScenarios::g25),
              Map.entry("G26", GroupCancelScenarios::g26),
              Map.entry("G27", GroupCancelScenarios::g27),
              Map.entry("G28", GroupCancelScenarios::g28),
              Map.entry("G29", GroupCancelScenarios::g29),
              Map.entry("G30", GroupCancelScenarios::g30)));

  /** Lines that cannot be had here: when the JVM collects is its own affair (§9.1), impl tests that by hand. */
  private static final Map<String, List<String>> LEFT_OUT =
      Map.of("G11", List.of("1:EH[Task exception was never retrieved] KeyboardInterrupt(k)"));

  /** Of what came between 3.4.3 and 3.6. */
  private static final Set<String> THREADSAFE = Set.of("F18", "F26", "F27");

  private static final List<Recorded> RECORDED = Recorded.read("functions.jsonl");

  @Test
  void eachIsHere() {
    assertEquals(RECORDED.stream().map(Recorded::id).toList(), new ArrayList<>(SCENARIOS.keySet()));
  }

  @TestFactory
  List<DynamicTest> tracesAreCPythons() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Recorded recorded : RECORDED) {
      recorded.traces().forEach(
          (version, trace) ->
              tests.add(DynamicTest.dynamicTest(recorded.id() + " " + version, () -> check(recorded.id(), version, trace))));
    }
    return tests;
  }

  private static void check(String id, PythonVersion version, List<String> trace) throws Exception {
    assertEquals(String.join("\n", expected(id, trace)), String.join("\n", run(id, version, same -> { })));
  }

  private static List<String> expected(String id, List<String> trace) {
    List<String> expected = new ArrayList<>(trace);
    expected.removeAll(LEFT_OUT.getOrDefault(id, List.of()));
    expected.replaceAll(line -> line.replaceAll("(RuntimeError|TypeError)\\(.*\\)", "$1")); // by kind, never by text
    return expected;
  }

  private static List<String> run(String id, PythonVersion version, Consumer<Versions> change) throws Exception {
    Env env = new Env(version);
    change.accept(env.asyncio.versions);
    SCENARIOS.get(id).run(env);
    return env.trace;
  }

  /** Those of the functions that the random programs of the kit do not have. */
  @TestFactory
  List<DynamicTest> aTurnedSwitchIsNoticed() {
    return Switches.turned("(asCompleted|zeroSleep|pastSleep|threadsafe|close|bridges)[A-Z].*", RecordedFunctionsTest::isNoticed);
  }

  @Test
  void thereAreSwitches() {
    assertFalse(aTurnedSwitchIsNoticed().isEmpty());
  }

  /** Where nothing was recorded, what the library itself does is the measure; what 3.6 has, every Python has. */
  private static boolean isNoticed(PythonVersion version, Consumer<Versions> turn) {
    for (Recorded recorded : RECORDED) {
      String id = recorded.id();
      List<String> trace = recorded.traces().get(version);
      try {
        if (trace != null) {
          if (!expected(id, trace).equals(run(id, version, turn))) {
            return true;
          }
        } else if (recorded.traces().containsKey(PythonVersion.PYTHON_3_6) && !THREADSAFE.contains(id)
            && !run(id, version, same -> { }).equals(run(id, version, turn))) {
          return true;
        }
      } catch (Exception error) {
        throw new AssertionError(error);
      }
    }
    return false;
  }
}
