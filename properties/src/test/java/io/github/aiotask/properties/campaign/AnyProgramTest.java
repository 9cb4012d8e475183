package io.github.aiotask.properties.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Program.Trace;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every program can be run, whatever its words are: the model, runtimes on the JVM and runner.py do the same. */
class AnyProgramTest {
  private static final int PROGRAMS = 1_500;
  private static final List<String> BODIES = List.of("a", "b", "t0", "t1");
  private static final List<String> WORDS =
      List.of(
          "a", "b", "c", "t0", "t1", "f0", "f1", "L", "h", "None", "NaN", "1e300", "99999999999999", "-1", "0", "1",
          "3", "007", "3.5", "'x'", "'", "generator", "text", "CancelledError(", "CancelledError(m)", "ValueError(x)",
          "KeyboardInterrupt(k)", "MyBase(b)", "StopIteration(s)", "Sub", "(", "100000", "on", "body", "eager",
          "name", "->", "as", "{a}", "{a is b}", "{t0.state}", "{a!r}", "{1000 is 1000}", "{current}", "{ready}",
          "{time}", "{t0.foo}", "{}");

  // ---- programs of any words

  private static String words(Random random) {
    Op op = Op.values()[random.nextInt(Op.values().length)];
    StringBuilder words = new StringBuilder(op.text());
    for (int left = random.nextInt(4); left > 0; left--) {
      words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    boolean nests = op == Op.SOON || op == Op.LATER || op == Op.AT || op == Op.THREAD || op == Op.CALLBACK;
    return nests && random.nextInt(4) > 0 ? words + " " + words(random) : words.toString();
  }

  private static String likely(Random random) {
    String task = "t" + random.nextInt(2);
    String future = "f" + random.nextInt(2);
    List<String> all =
        List.of(
            "task " + task + " eager", "task " + task + " body b", "future " + future, "await " + future, "yield", "run",
            "run 3", "forever", "call a", "coroutine c body b", "send c 1", "step " + task, "swap None", "dispatch",
            "handler a", "stop", "soon as h call b", "callback " + future + " as c call a", "set " + future + " 1",
            "loop L", "cancel " + task, "try", "catch Any e", "end", "later 1 log x", "duck " + future,
            "complete " + future, "return", "close", "debug");
    return all.get(random.nextInt(all.size()));
  }

  private static List<Instruction> code(Random random, int size) {
    List<Instruction> code = new ArrayList<>();
    while (code.size() < size) {
      try {
        code.add(Instruction.parse(random.nextBoolean() ? words(random) : likely(random)));
      } catch (IllegalArgumentException e) {
        // is refused when a file is read
      }
    }
    return code;
  }

  private static Program program(int seed) {
    Random random = new Random(seed * 7_919L);
    Map<String, List<Instruction>> bodies =
        Map.of(
            BODIES.get(0), code(random, random.nextInt(6)),
            BODIES.get(1), code(random, random.nextInt(6)),
            BODIES.get(2), code(random, random.nextInt(6)),
            BODIES.get(3), code(random, random.nextInt(6)));
    List<Instruction> main = code(random, 4 + random.nextInt(12));
    return new Program(main, bodies, random.nextInt(4) == 0, random.nextInt(6) == 0 ? Trace.LOG : Trace.ALL);
  }

  @ParameterizedTest
  @EnumSource(PythonVersion.class)
  void theModelAndTheJvmDoTheSame(PythonVersion version) {
    for (TaskRuntimeProvider provider : ServiceLoader.load(TaskRuntimeProvider.class)) {
      Checker checker = new Checker(provider);
      for (int seed = 0; seed < PROGRAMS; seed++) {
        int number = seed;
        Object difference = checker.check(program(seed), version);
        assertEquals(null, difference, () -> "program " + number + ": " + difference);
      }
    }
  }

  /** It must have eager tasks. */
  @Tag("python")
  @Test
  void aPythonDoesTheSame() throws Exception {
    Stream<Case> examples = examples().map(one -> caseOf(one.id(), one.program()));
    Stream<Case> any = IntStream.range(0, PROGRAMS).mapToObj(seed -> caseOf("any" + seed, program(seed)));
    List<Case> cases = Stream.concat(examples, any).toList();
    try (ExecSubject python = new ExecSubject(ExecRuntime.start(Commands.ofPython(null, false, null), ExecRuntime.LIMIT), true)) {
      List<Outcome> outcomes = python.run(cases);
      for (int i = 0; i < outcomes.size(); i++) {
        String id = cases.get(i).id();
        Outcome outcome = outcomes.get(i);
        if (!(outcome instanceof Outcome.NotCompared)) {
          assertInstanceOf(Outcome.Agrees.class, outcome, () -> id + ": " + outcome);
        }
      }
    }
  }

  private static Stream<Recording> examples() throws BadInput {
    return Recordings.examples().stream().filter(one -> one.program() != null).sorted(Comparator.comparing(Recording::id));
  }

  private static Case caseOf(String id, Program program) {
    return Case.of(id, 0, program, PythonVersion.PYTHON_3_14);
  }

  // ---- limits

  @ParameterizedTest
  @CsvSource({
    "eager-in-itself, 1:t0: task t0 eager ! RecursionError(task)#1",
    "dispatch-in-itself, 0:soon: dispatch ! RecursionError(dispatch)#1",
    "dispatch-in-itself, 0:main: forever ! NotImplementedError(forever)#3",
    "dispatch-elsewhere, 0:main: dispatch ! NotImplementedError(dispatch)#1",
    "calls-of-itself, 0:main: call b ! RecursionError(call)#1",
    "calls-that-branch, 0:UNHANDLED Endless()",
    "any-numbers, 0:main: run x ! ValueError(x)#4",
    "any-numbers, 0:main: later NaN log b ! ValueError(NaN)#5",
    "any-numbers, 3:later log c",
    "any-words, 0=g state=result:h"
  })
  void whatALimitDoesIsPartOfTheTrace(String id, String line) throws BadInput {
    assertEquals(1, traceOf(id).stream().filter(line::equals).count(), () -> id + " has no " + line);
  }

  private static List<String> traceOf(String id) throws BadInput {
    Recording example = examples().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    return Model.run(example.program(), PythonVersion.PYTHON_3_14).trace();
  }

  @Test
  void aProgramThatHasDoneTooMuchEnds() throws BadInput {
    List<String> trace = traceOf("a-handler-that-never-ends");
    assertEquals("909:main: forever ! Idle()#911", trace.get(trace.size() - 1));
  }
}
