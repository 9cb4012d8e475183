package io.github.aiotask.spec.trace;

import static io.github.aiotask.PythonVersion.*;
import static io.github.aiotask.properties.plain.Fault.*;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is refused at the event that it makes wrong; without it the same program's trace is accepted. */
class FaultyTracesTest {
  /** Idle where it should not be: somebody is still to be stepped. */
  private static final String IDLE = "idle";

  /** Two tasks that wait for one future. */
  private static final String[] TWO_WAITERS = {
    "future f0; task t0; task t1; run; set f0 1; run", "t0: await f0", "t1: await f0"
  };

  private static final String[] RETURN_WHEN_ASKED = {"task t0; run", "t0: cancel t0; return 1"};
  private static final String[] SELF_AWAIT = {"task t0; run", "t0: await t0"};
  private static final String[] OTHER_LOOP = {"loop L0; future far0 on L0; task t0; run", "t0: await far0"};
  private static final String[] FATAL_IN_A_FUTURE = {
    "future f0; task t0; run; fail f0 KeyboardInterrupt(); run", "t0: await f0"
  };
  private static final String[] EAGER_START = {"task t0; run", "t0: task t1 eager; return", "t1: return"};

  /** What the specification must refuse first if the fault is there, and a program to show it. */
  private record Planted(Fault fault, String refused, String... program) {}

  private static final List<Planted> PLANTED =
      List.of(
          // 1 Future
          new Planted(SECOND_OUTCOME_WINS, "done f0 result", "future f0; set f0 1; set f0 2"),
          new Planted(CALLBACKS_REVERSED, "stepping t1 nothing", TWO_WAITERS),
          // 3 Step
          new Planted(
              FLAG_KEPT_AT_STEP,
              "stepping t0 cancelled",
              "task t0; run 1; cancel t0; run",
              "t0: try; yield; catch Any e; end; yield"),
          new Planted(EXIT_NOT_STORED, IDLE, "task t0; run", "t0: raise KeyboardInterrupt()"),
          // 4 Yield
          new Planted(
              FLAG_NOT_FORWARDED, "done f0 result", "future f0; task t0; run; set f0 1; run", "t0: cancel t0; await f0"),
          new Planted(
              FLAG_CLEARED_AT_REFUSAL,
              "stepping t0 nothing",
              "future f0; set f0 1; task t0; run",
              "t0: cancel t0; handshake f0; yield f0"),
          new Planted(BARE_YIELD_AT_ONCE, "stepping t0 nothing", "task t0; run", "t0: yield"),
          new Planted(BARE_YIELD_TWO_HOPS, "stepping t1 nothing", "task t0; task t1; run", "t0: yield", "t1: yield"),
          new Planted(BARE_YIELD_STEPS_TWICE, "stepScheduled t0 nothing", "task t0; run", "t0: yield"),
          new Planted(ANSWER_AT_ONCE, "stepping t0 error", "task t0; run", "t0: yield 1"),
          new Planted(
              YIELD_ERROR_STORED, // of a cycle of tasks
              "done t0 error",
              "task t0; task t1; run",
              "t0: yield; cancel t0; await t1",
              "t1: await t0"),
          // 5 Wakeup
          new Planted(ONE_WAITER_WOKEN, IDLE, TWO_WAITERS),
          new Planted(DONE_WAKES_NOBODY, IDLE, "future f0; set f0 1; task t0; run", "t0: handshake f0; yield f0"),
          new Planted(
              WAKEUP_TWO_HOPS,
              "stepping t1 nothing",
              "future f0; task t0; run; set f0 1; task t1; run",
              "t0: await f0",
              "t1: return"),
          // 6 Cancel
          new Planted(
              CANCEL_SPARES_WAITER, "done f0 result", "future f0; task t0; run; cancel t0; set f0 1; run", "t0: await f0"),
          new Planted(
              REFUSED_CANCEL_FALSE,
              "stepping t0 nothing",
              "future f0; task t0; run; set f0 1; cancel t0; run",
              "t0: await f0"),
          // 8 Loop
          new Planted(
              ERROR_DROPS_QUEUE, IDLE, "task t0; task t1; run", "t0: raise KeyboardInterrupt()", "t1: return"),
          // of some Pythons only
          new Planted(
              BASE_EXCEPTION_WAKES,
              "stepping t0 error",
              "future f0; task t0; run; fail f0 MyBase(); run",
              "t0: await f0"),
          new Planted(RETURN_BEATS_FLAG, "done t0 result", RETURN_WHEN_ASKED),
          new Planted(OTHER_LOOP_ACCEPTED, "waiting t0 far0", OTHER_LOOP),
          new Planted(SELF_AWAIT_ACCEPTED, "waiting t0 t0", SELF_AWAIT),
          new Planted(BASE_EXCEPTION_WAKES_NOBODY, IDLE, FATAL_IN_A_FUTURE));

  /** What looks like an eager start from 3.12 on (§2.6). */
  private static final List<Planted> BEFORE_EAGER_START =
      List.of(new Planted(FIRST_STEP_AT_ONCE, "stepping t0 nothing", "task t0; run", "t0: return"));

  /** What a step takes the place of before 3.7 (§3.5), and is refused by then (§3.6). */
  private static final List<Planted> ONE_RUNNING_TASK =
      List.of(new Planted(CURRENT_KEPT_AFTER_STEP, IDLE, "task t0; task t1; run", "t0: return", "t1: return"));

  /** What one Python does and another must not. */
  private record Other(PythonVersion does, PythonVersion refuses, String refused, String... program) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other(PYTHON_3_4, PYTHON_3_6, "waiting t0 far0", OTHER_LOOP), // §4.3
          new Other(PYTHON_3_4, PYTHON_3_6, "waiting t0 t0", SELF_AWAIT), // §4.4
          new Other(PYTHON_3_4, PYTHON_3_6, "done t0 result", RETURN_WHEN_ASKED), // §3.20
          new Other(PYTHON_3_7, PYTHON_3_4, "done t0 cancelledError", RETURN_WHEN_ASKED),
          new Other(PYTHON_3_7, PYTHON_3_8, "done t0 cancelledError", RETURN_WHEN_ASKED), // §3.10
          new Other(PYTHON_3_7, PYTHON_3_8, IDLE, FATAL_IN_A_FUTURE), // §5.5
          new Other(PYTHON_3_8, PYTHON_3_7, "stepping t0 error", FATAL_IN_A_FUTURE), // §5.4
          new Other(PYTHON_3_12, PYTHON_3_11, "stepping t1 nothing", EAGER_START)); // §2.6

  @Tag("models")
  @ParameterizedTest
  @EnumSource(names = {"PYTHON_3_4", "PYTHON_3_6", "PYTHON_3_7", "PYTHON_3_8", "PYTHON_3_11"})
  void whatAnotherPythonDoesIsRefused(PythonVersion refuses, @TempDir Path temporary) throws Exception {
    List<Other> others = OTHERS.stream().filter(other -> other.refuses == refuses).toList();
    List<Trace> traces = new ArrayList<>();
    for (Other other : others) {
      Program program = program(other.program);
      traces.add(TraceRecorder.record("other", program, other.does, new PlainRuntimeProvider()).orElseThrow().as(refuses));
      traces.add(TraceRecorder.record("own", program, refuses, new PlainRuntimeProvider()).orElseThrow());
    }

    List<Verdict> verdicts = Verdict.on(traces, temporary);

    List<Executable> checks = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      Other other = others.get(i);
      Verdict its = verdicts.get(2 * i);
      Verdict own = verdicts.get(2 * i + 1);
      checks.add(() -> assertEquals(other.refused, its.refused(), () -> "of " + other.does.number() + ": " + its));
      checks.add(() -> assertTrue(own.accepts(), own::toString));
    }
    assertAll(checks);
  }

  /** Those as which a fault shows. */
  static List<PythonVersion> versions() {
    return Arrays.stream(PythonVersion.values()).filter(version -> !planted(version).isEmpty()).toList();
  }

  @Tag("models")
  @ParameterizedTest
  @MethodSource("versions")
  void plantedFaultsAreRefused(PythonVersion version, @TempDir Path temporary) throws Exception {
    List<Planted> planted = planted(version);
    List<Trace> traces = new ArrayList<>();
    for (Planted one : planted) {
      traces.add(trace(one, version, PlainRuntimeProvider.with(one.fault)));
      traces.add(trace(one, version, new PlainRuntimeProvider()));
    }

    List<Verdict> verdicts = Verdict.on(traces, temporary);

    List<Executable> checks = new ArrayList<>();
    for (int i = 0; i < planted.size(); i++) {
      Planted one = planted.get(i);
      Verdict faulty = verdicts.get(2 * i);
      Verdict sound = verdicts.get(2 * i + 1);
      checks.add(() -> assertEquals(one.refused, faulty.refused(), () -> one.fault + ": " + faulty));
      checks.add(() -> assertTrue(sound.accepts(), () -> "without " + one.fault + ": " + sound));
    }
    assertAll(checks);
    System.out.println("aiotask: " + planted.size() + " planted faults were refused as " + version.number());
  }

  private static List<Planted> planted(PythonVersion version) {
    Stream<Planted> early = version.minor() < 12 ? BEFORE_EAGER_START.stream() : Stream.empty();
    Stream<Planted> late = version.minor() >= 7 ? ONE_RUNNING_TASK.stream() : Stream.empty();
    return Stream.of(PLANTED.stream(), early, late)
        .flatMap(planted -> planted)
        .filter(one -> one.fault.versions().contains(version))
        .toList();
  }

  private static Trace trace(Planted planted, PythonVersion version, TaskRuntimeProvider provider) {
    return TraceRecorder.record(planted.fault.name(), program(planted.program), version, provider).orElseThrow();
  }

  private static Program program(String... code) {
    Map<String, List<Instruction>> bodies = new HashMap<>();
    for (String body : Arrays.asList(code).subList(1, code.length)) {
      int colon = body.indexOf(':');
      bodies.put(body.substring(0, colon), code(body.substring(colon + 1)));
    }
    return new Program(code(code[0]), bodies, false, Program.Trace.ALL);
  }

  private static List<Instruction> code(String lines) {
    return Arrays.stream(lines.split(";")).map(Instruction::parse).toList();
  }
}
