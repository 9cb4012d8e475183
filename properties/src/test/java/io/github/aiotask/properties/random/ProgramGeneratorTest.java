package io.github.aiotask.properties.random;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Situation;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What random programs are like. */
@Tag("once")
class ProgramGeneratorTest {
  private static final int MANY = 2000;
  private static final Set<Op> MODERN =
      EnumSet.of(Op.ENTER, Op.LEAVE, Op.SWAP, Op.REGISTER, Op.UNREGISTER, Op.CONTEXT);
  private static final Set<Op> HARMLESS =
      EnumSet.of(Op.LOG, Op.SET, Op.FAIL, Op.CANCEL, Op.RESULT, Op.EXCEPTION, Op.RAISE, Op.STOP);

  private static Stream<Program> many(ProgramGenerator generator) {
    return LongStream.range(0, MANY).mapToObj(generator::generate);
  }

  private static ProgramGenerator general() {
    return new ProgramGenerator(Profile.GENERAL);
  }

  private static Stream<Instruction> withInner(Instruction one) {
    Instruction inner = one.inner();
    return inner == null ? Stream.of(one) : Stream.concat(Stream.of(one), withInner(inner));
  }

  /** All instructions, those inside of others too. */
  private static Stream<Instruction> all(Program program) {
    return Stream.concat(program.main().stream(), program.bodies().values().stream().flatMap(List::stream))
        .flatMap(ProgramGeneratorTest::withInner);
  }

  @Test
  void theNumbersAreThoseOfSplitMix() {
    SplitMix random = new SplitMix(1234567);
    long[] known = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L};
    assertArrayEquals(known, LongStream.generate(random::nextLong).limit(3).toArray());
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameProgram(Profile profile) {
    ProgramGenerator used = new ProgramGenerator(profile);
    Program first = used.generate(42);
    LongStream.range(0, 100).forEach(used::generate);
    assertEquals(first, used.generate(42));
    assertEquals(first, new ProgramGenerator(profile).generate(42));
    assertEquals(first, new ProgramGenerator(profile).generate(new SplitMix(42)));
    assertEquals(used.generate(new Random(5)), used.generate(new Random(5)));
  }

  @Test
  void otherSeedsGiveOtherPrograms() {
    assertEquals(MANY, many(general()).distinct().count());
    assertNotEquals(general().generate(42), new ProgramGenerator(Profile.LOOP).generate(42));
  }

  @ParameterizedTest
  @EnumSource
  void everyProgramKeepsToTheSense(Profile profile) {
    List<ProgramGenerator> generators =
        List.of(new ProgramGenerator(profile), new ProgramGenerator(profile, PythonVersion.values()));
    for (ProgramGenerator generator : generators) {
      for (long seed = 0; seed < MANY / 4; seed++) {
        assertEquals(List.of(), Sense.faults(generator.generate(seed)), "seed " + seed);
      }
    }
  }

  @Test
  void programsForOldVersionsHaveNothingNewer() {
    many(new ProgramGenerator(Profile.REGISTRY, PythonVersion.values()))
        .flatMap(ProgramGeneratorTest::all)
        .forEach(one -> assertTrue(!MODERN.contains(one.op()) && !one.text().contains(".name}"), one::toString));
  }

  /** In 3.4 nothing replaces a StopIteration, and raised in a body it would be taken for its end. */
  @Test
  void inOldVersionsNobodyReadsAStopIteration() {
    many(new ProgramGenerator(Profile.FUTURE, PythonVersion.PYTHON_3_4))
        .forEach(
            program -> {
              Set<String> poisoned = new HashSet<>();
              all(program).filter(one -> one.text().contains("StopIteration")).forEach(one -> poisoned.add(one.arg(0)));
              all(program)
                  .filter(one -> EnumSet.of(Op.AWAIT, Op.YIELD, Op.RESULT, Op.COMPLETE).contains(one.op()))
                  .forEach(one -> assertTrue(!poisoned.contains(one.arg(0)), one::toString));
              all(program)
                  .filter(one -> one.op() == Op.WAKEUP)
                  .forEach(one -> assertTrue(!poisoned.contains(one.arg(1)), one::toString));
            });
  }

  @Test
  void aHandlerSchedulesNothing() {
    many(new ProgramGenerator(Profile.LOOP))
        .flatMap(program -> program.bodies().getOrDefault("p9", List.of()).stream())
        .forEach(one -> assertTrue(HARMLESS.contains(one.op()), one::toString));
  }

  @Test
  void tasksWaitInNoCircleIfTheyAreNotTo() {
    for (PythonVersion version : PythonVersion.values()) {
      many(new ProgramGenerator(Profile.CANCEL, version).withoutCircles())
          .forEach(
              program -> {
                boolean upwards = waits(program).anyMatch(pair -> pair[0] < pair[1]);
                boolean downwards = waits(program).anyMatch(pair -> pair[0] > pair[1]);
                assertTrue(!upwards || !downwards, program::toString);
              });
    }
  }

  /** Which task waits for which other one. */
  private static Stream<int[]> waits(Program program) {
    return program.bodies().entrySet().stream()
        .filter(body -> body.getKey().matches("[tb]."))
        .flatMap(
            body ->
                body.getValue().stream()
                    .filter(one -> EnumSet.of(Op.AWAIT, Op.YIELD).contains(one.op()) && one.arg(0).matches("t."))
                    .map(one -> new int[] {body.getKey().charAt(1), one.arg(0).charAt(1)}));
  }

  @Test
  void sizesAreAsTheyWereAskedFor() {
    List<Integer> sizes = many(general()).map(ProgramGeneratorTest::lines).sorted().toList();
    double mean = sizes.stream().mapToInt(size -> size).average().orElseThrow();
    assertAll(
        () -> assertTrue(mean > 18 && mean < 23, "mean " + mean),
        () -> assertTrue(sizes.get(0) <= 8, "least " + sizes.get(0)),
        () -> assertTrue(sizes.get(MANY * 95 / 100) >= 33, "few are big: " + sizes.get(MANY * 95 / 100)),
        () -> assertTrue(sizes.get(MANY - 1) <= 80, "most " + sizes.get(MANY - 1)));
  }

  private static int lines(Program program) {
    return program.main().size() + program.bodies().values().stream().mapToInt(List::size).sum();
  }

  // ---- what comes up

  private static void atLeast(int least, Map<String, Integer> counts) {
    Map<String, Integer> seldom = new TreeMap<>(counts);
    seldom.values().removeIf(count -> count >= least);
    assertTrue(seldom.isEmpty(), () -> "seldom: " + seldom + " of " + new TreeMap<>(counts));
  }

  @Test
  void everyInstructionComesUp() {
    Map<String, Integer> counts = new HashMap<>();
    for (Op op : Op.values()) {
      counts.put(op.text(), 0);
    }
    Stream.of(Profile.GENERAL, Profile.FUNCTIONS, Profile.SCOPES)
        .flatMap(profile -> many(new ProgramGenerator(profile)))
        .flatMap(ProgramGeneratorTest::all)
        .forEach(one -> counts.merge(one.op().text(), 1, Integer::sum));
    atLeast(10, counts);
  }

  @Test
  void functionsStandInProgramsAboutThemAlone() {
    assertEquals(0, many(general()).flatMap(ProgramGeneratorTest::all).filter(one -> one.op().isFunction()).count());
  }

  @Test
  void everyFunctionStandsInProgramsForItsPythonsAlone() {
    for (PythonVersion version : PythonVersion.values()) {
      Set<Op> functions = EnumSet.noneOf(Op.class);
      Stream.of(Profile.FUNCTIONS, Profile.SCOPES)
          .flatMap(profile -> many(new ProgramGenerator(profile, version)).limit(MANY / 8))
          .flatMap(ProgramGeneratorTest::all)
          .map(Instruction::op)
          .filter(Op::isFunction)
          .forEach(functions::add);
      Set<Op> expected = EnumSet.of(Op.GATHER, Op.SHIELD, Op.WAIT, Op.WAIT_FOR);
      if (version.minor() >= 11) {
        expected.addAll(EnumSet.of(Op.TIMEOUT, Op.RESCHEDULE, Op.GROUP, Op.SPAWN));
      }
      if (version.minor() >= 15) {
        expected.add(Op.CANCEL_GROUP);
      }
      assertEquals(expected, functions, version::number);
    }
  }

  /** §10.24 §10.25 */
  @Test
  void aWaitIsGivenCoroutinesWhereEveryPythonTakesThem() {
    assertTrue(waitsForCoroutines(PythonVersion.PYTHON_3_4, PythonVersion.PYTHON_3_10));
    assertFalse(waitsForCoroutines(PythonVersion.PYTHON_3_4, PythonVersion.PYTHON_3_11));
    assertFalse(waitsForCoroutines());
  }

  private static boolean waitsForCoroutines(PythonVersion... versions) {
    return many(new ProgramGenerator(Profile.FUNCTIONS, versions))
        .limit(MANY / 8)
        .flatMap(ProgramGeneratorTest::all)
        .anyMatch(one -> one.op() == Op.WAIT && one.args().stream().anyMatch(word -> word.matches("j\\d+")));
  }

  /** Texts of lines in bodies. */
  private static final Map<String, String> IN_BODIES =
      Map.ofEntries(
          Map.entry("awaits a future", "await f\\d.*"),
          Map.entry("awaits a task", "await t\\d.*"),
          Map.entry("awaits a foreign future", "await d\\d.*"),
          Map.entry("awaits a refusing future", "await r\\d.*"),
          Map.entry("yields a future", "yield f\\d.*"),
          Map.entry("yields a generator", "yield generator"),
          Map.entry("yields a number", "yield \\d.*"),
          Map.entry("bare yield", "yield"),
          Map.entry("cancels with a message", "cancel t\\d m\\d.*"),
          Map.entry("cancels and keeps the answer", "cancel .*-> v\\d"),
          Map.entry("raises an exception", "raise ValueError.*"),
          Map.entry("raises a CancelledError", "raise CancelledError.*"),
          Map.entry("raises MyBase", "raise MyBase.*"),
          Map.entry("raises KeyboardInterrupt", "raise KeyboardInterrupt.*"),
          Map.entry("raises SystemExit", "raise SystemExit.*"),
          Map.entry("raises again", "raise e\\d+"),
          Map.entry("fails with what it caught", "fail f\\d e\\d+"),
          Map.entry("returns a value", "return \\d"),
          Map.entry("catches Cancelled", "catch Cancelled .*"),
          Map.entry("catches Exception", "catch Exception .*"),
          Map.entry("creates a task", "task t\\d.*"),
          Map.entry("logs the running task", "log \\{current}"),
          Map.entry("logs a word", "log \\{t\\d.word}"),
          Map.entry("logs a context variable", "log \\{context.u\\d}"),
          Map.entry("steps another task", "step t\\d"));

  /** Texts of lines anywhere. */
  private static final Map<String, String> ANYWHERE =
      Map.ofEntries(
          Map.entry("future of another loop", "future f\\d on L0"),
          Map.entry("eager task", "task t\\d.* eager"),
          Map.entry("named task", "task t\\d.* name n\\d.*"),
          Map.entry("task with a body of another name", "task t\\d body b\\d.*"),
          Map.entry("coroutine with a body of another name", "coroutine g\\d body k\\d.*"),
          Map.entry("fails with a StopIteration", "(base-)?fail f\\d StopIteration\\(s\\)"),
          Map.entry("fails with a CancelledError", "(base-)?fail f\\d CancelledError.*"),
          Map.entry("fails with MyBase", "fail f\\d MyBase.*"),
          Map.entry("fails with KeyboardInterrupt", "fail f\\d KeyboardInterrupt.*"),
          Map.entry("completes a task", "(base-)?set t\\d.*"),
          Map.entry("base-cancels a task", ".*base-cancel t\\d.*"),
          Map.entry("callback that cancels", "callback \\S+ (as c\\d+ )?cancel .*"),
          Map.entry("callback that sets", "callback \\S+ (as c\\d+ )?set .*"),
          Map.entry("callback that raises", "callback \\S+ (as c\\d+ )?raise .*"),
          Map.entry("callback that adds", "callback \\S+ (as c\\d+ )?add .*"),
          Map.entry("callback of a callback", "callback \\S+ (as c\\d+ )?callback .*"),
          Map.entry("callback that ends the run", "callback \\S+ (as c\\d+ )?raise (KeyboardInterrupt|SystemExit).*"),
          Map.entry("keeps the number of removed ones", "remove .*-> v\\d"),
          Map.entry("soon in soon", "soon (as h\\d+ )?soon .*"),
          Map.entry("timer with a name", "later \\S+ as h\\d+ .*"),
          Map.entry("timer of now", "later 0 .*"),
          Map.entry("timer of the past", "later -[1248] .*"),
          Map.entry("sends a value", "send g\\d \\d.*"),
          Map.entry("wakes the waiters of a foreign future", ".*send d\\d 11"),
          Map.entry("wakes a task with another future", "wakeup t\\d f\\d"),
          Map.entry("puts nobody in the running task's place", "swap None.*"),
          Map.entry("runs one iteration", "run 1"),
          Map.entry("runs the other loop", "run.* on L0"),
          Map.entry("runs a running loop", "soon .*(forever|complete .*)"),
          Map.entry("runs a loop from code of the other one", "(soon|callback) .*run 1( on L0)?"));

  @Test
  void interestingInstructionsComeUp() {
    Map<String, Integer> counts = new HashMap<>();
    List<String> inBodies = new ArrayList<>();
    List<String> anywhere = new ArrayList<>();
    many(general())
        .forEach(
            program -> {
              program.bodies().values().forEach(code -> inBodies.addAll(ProgramWriter.text(code)));
              anywhere.addAll(ProgramWriter.text(program.main()));
            });
    anywhere.addAll(inBodies);
    IN_BODIES.forEach((name, text) -> counts.put(name, count(text, inBodies)));
    ANYWHERE.forEach((name, text) -> counts.put(name, count(text, anywhere)));
    atLeast(5, counts);
  }

  private static int count(String text, List<String> lines) {
    Pattern pattern = Pattern.compile(text);
    return (int) lines.stream().filter(line -> pattern.matcher(line).matches()).count();
  }

  /** Patterns of a whole program: main, then the bodies by name, a line for each instruction and one before each body. */
  private static final Map<String, String> SHAPES =
      Map.ofEntries(
          Map.entry("handshake by hand", "\nhandshake (\\S+)\nyield \\1"),
          Map.entry("await of itself", "\n== [tb](\\d)\n(?:(?!==).*\n)*await t\\1"),
          Map.entry("yield of itself", "\n== [tb](\\d)\n(?:(?!==).*\n)*yield t\\1"),
          Map.entry("cancel of itself", "\n== [tb](\\d)\n(?:(?!==).*\n)*cancel t\\1"),
          Map.entry("await of a future of another loop", "\nfuture (f\\d) on L0\n(?:.*\n)*await \\1"),
          Map.entry("cancel before the first step", "\ntask (t\\d).*\n(?:(?!run).*\n)*cancel \\1"),
          Map.entry("set before the first step", "\n(?:(?!run|==).*\n)*set (f\\d).*\n(?:.*\n)*await \\1"),
          Map.entry("two cancels in a row", "\ncancel (t\\d).*\ncancel \\1"),
          Map.entry("the same callback twice", "\ncallback (\\S+) as (c\\d+) .*\n(?:.*\n)*add \\1 \\2"),
          Map.entry("callback added and removed", "\ncallback (\\S+) as (c\\d+) .*\n(?:.*\n)*remove \\1 \\2"),
          Map.entry("handle dropped", "as (h\\d+) .*\n(?:.*\n)*drop \\1"),
          Map.entry("swallowed", "\ncatch .*\nend"),
          Map.entry("cleanup that waits", "\ncatch .*\n(?:(?!end).*\n)*await "),
          Map.entry("try in try", "\ntry\n(?:(?!catch|==).*\n)*try"),
          Map.entry("await of what another body creates", "\n== .*\n(?:(?!==).*\n)*task (t\\d).*\n(?:.*\n)*await \\1"),
          Map.entry("enter and leave", "\nenter (t\\d)\n(?:.*\n)?leave \\1"),
          Map.entry("work after close", "\nclose\n.*\n(?:.*\n)*run"),
          Map.entry("close after close", "\nclose\n(?:(?!==).*\n)*close"),
          Map.entry("task after close", "\nclose\n(?:(?!==).*\n)*task t\\d"),
          Map.entry("late timers side by side", "\nlater (0|-\\d) .*\nlater -\\d "),
          Map.entry("circle", "\n== [tb](\\d)\n(?:(?!==).*\n)*await t(\\d)\n(?:.*\n)*== [tb]\\2\n(?:(?!==).*\n)*await t\\1"),
          Map.entry("two cancels and one uncancel", "\ncancel (t\\d).*\ncancel \\1.*\nuncancel \\1"),
          Map.entry("two readers", "\nexception (t\\d)\nexception \\1"),
          Map.entry("value set between a callback and its call", "\ncallback (f\\d) log \\{context.*\ncontext .*\nset \\1"),
          Map.entry("value set in an eager first step", "task (t\\d).* eager\n(?:.*\n)*== \\1\ncontext "),
          Map.entry("all tasks in an eager first step", "task (t\\d).* eager\n(?:.*\n)*== \\1\n(?:.*\n)?log \\{all}"),
          Map.entry("complete of what an exit ends", "\nfail (f\\d) (KeyboardInterrupt|SystemExit)\\(\\)\nat .*\ncomplete \\1"),
          Map.entry("creation site in debug mode", "^debug\n(?:.*\n)*log \\{[ft]\\d.traced}"),
          Map.entry("forever", "stop\nforever"),
          Map.entry("complete", "stop\ncomplete [ft]\\d"),
          Map.entry("dispatch in a body", "\n== [tb].*\n(?:(?!==).*\n)*dispatch"),
          Map.entry("coroutine as a callback in debug mode", "^debug\n(?:.*\n)*soon-coroutine g\\d"),
          Map.entry("two tasks wait for one future", "await (f\\d).*\n(?:.*\n)*== (?:.*\n)*await \\1"));

  @Test
  void interestingShapesComeUp() {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Pattern> patterns = new HashMap<>();
    SHAPES.forEach((name, text) -> patterns.put(name, Pattern.compile(text)));
    Stream.concat(many(general()), many(new ProgramGenerator(Profile.LOOP)).limit(MANY / 4))
        .forEach(
            program -> {
              StringBuilder text = new StringBuilder();
              ProgramWriter.text(program.main()).forEach(line -> text.append(line).append('\n'));
              new TreeMap<>(program.bodies())
                  .forEach(
                      (name, code) -> {
                        text.append("== ").append(name).append('\n');
                        ProgramWriter.text(code).forEach(line -> text.append(line).append('\n'));
                      });
              patterns.forEach((name, pattern) -> counts.merge(name, pattern.matcher(text).find() ? 1 : 0, Integer::sum));
            });
    atLeast(2, counts);
  }

  /** Where one of them begins. */
  @ParameterizedTest
  @EnumSource(names = {"PYTHON_3_4", "PYTHON_3_8", "PYTHON_3_9", "PYTHON_3_14"})
  void seldomSituationsComeUp(PythonVersion version) {
    Map<String, Integer> counts = new HashMap<>();
    Stream.of(Situation.values()).filter(one -> one.isOf(version)).forEach(one -> counts.put(one.name(), 0));
    Stream.of(Profile.GENERAL, Profile.FUNCTIONS)
        .flatMap(profile -> many(new ProgramGenerator(profile, version)))
        .forEach(
            program -> {
              Set<String> met = new HashSet<>(Model.run(program, version).applied());
              met.stream().filter(Situation::isOne).forEach(name -> counts.merge(name, 1, Integer::sum));
            });
    assertEquals(
        1 + Stream.of(8, 9, 14).filter(since -> version.minor() >= since).count(), counts.size(), counts::toString);
    atLeast(5, counts);
  }

  /** Each profile has more of its own than the general one. */
  @Test
  void profilesDiffer() {
    Map<Profile, Op> typical =
        Map.of(
            Profile.FUTURE, Op.EXCEPTION,
            Profile.CREATION, Op.TASK_OF_NOTHING,
            Profile.STEP, Op.STEP,
            Profile.YIELD, Op.YIELD,
            Profile.WAKEUP, Op.WAKEUP,
            Profile.CANCEL, Op.CANCEL,
            Profile.REGISTRY, Op.SWAP,
            Profile.LOOP, Op.LATER,
            Profile.FUNCTIONS, Op.WAIT,
            Profile.SCOPES, Op.TIMEOUT);
    typical.forEach(
        (profile, op) -> {
          long own = count(op, new ProgramGenerator(profile));
          long usual = count(op, general());
          assertTrue(own > usual * 5 / 4, profile + ": " + own + " of " + op + " against " + usual);
        });
  }

  private static long count(Op op, ProgramGenerator generator) {
    return many(generator).limit(MANY / 4).flatMap(ProgramGeneratorTest::all).filter(one -> one.op() == op).count();
  }
}
