package io.github.aiotask.properties.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs get simpler, down to what matters. */
@Tag("once")
class ShrinkerTest {
  private static final int PLENTY = 20_000;

  private static Program program(List<String> main, Map<String, List<String>> bodies) {
    Map<String, List<Instruction>> parsed = new TreeMap<>();
    bodies.forEach((name, code) -> parsed.put(name, code.stream().map(Instruction::parse).toList()));
    return new Program(main.stream().map(Instruction::parse).toList(), parsed, false, Program.Trace.ALL);
  }

  /** Main, then each body behind its name. */
  private static List<String> text(Program program) {
    List<String> lines = new ArrayList<>(ProgramWriter.text(program.main()));
    new TreeMap<>(program.bodies())
        .forEach(
            (name, code) -> {
              lines.add(name + ":");
              lines.addAll(ProgramWriter.text(code));
            });
    return lines;
  }

  private static boolean has(List<Instruction> code, String start) {
    return code.stream().anyMatch(one -> one.toString().startsWith(start));
  }

  @Test
  void everyCandidateIsSmallerAndKeepsToTheSense() {
    for (Profile profile : Profile.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile);
      for (long seed = 0; seed < 40; seed++) {
        Program program = generator.generate(seed);
        int size = Shrinker.size(program);
        List<Program> candidates = Shrinker.simpler(program).toList();
        assertTrue(candidates.size() > 5, program::toString);
        candidates.forEach(
            one -> {
              assertTrue(Shrinker.size(one) < size, one::toString);
              assertEquals(List.of(), Sense.faults(one));
            });
      }
    }
  }

  @Test
  void aBodyThatIsCalledTwiceStaysWhereItIs() {
    Program program = program(List.of("call p0", "soon call p0"), Map.of("p0", List.of("stop", "set f0 1", "cancel f0")));
    assertTrue(Shrinker.simpler(program).allMatch(one -> Shrinker.size(one) < Shrinker.size(program)));
  }

  @Test
  void theBiggestStepsComeFirst() {
    Program program = program(Collections.nCopies(64, "run"), Map.of());
    assertEquals(List.of("run"), text(Shrinker.shrink(program, one -> !one.main().isEmpty(), 20)));
  }

  @Test
  void nothingIsSimplerThanNothing() {
    assertEquals(List.of(), Shrinker.simpler(program(List.of(), Map.of())).toList());
  }

  @Test
  void whatAlwaysFailsShrinksToNothing() {
    ProgramGenerator generator = new ProgramGenerator(Profile.GENERAL);
    for (long seed = 0; seed < 200; seed++) {
      assertEquals(List.of(), text(Shrinker.shrink(generator.generate(seed), one -> true, PLENTY)));
    }
  }

  @Test
  void onlyWhatMattersIsLeft() {
    Predicate<Program> fails =
        program -> {
          List<Instruction> body = program.bodies().getOrDefault("t1", List.of());
          return has(body, "cancel t0") && has(body, "await ") && has(program.main(), "task t1");
        };
    ProgramGenerator generator = new ProgramGenerator(Profile.CANCEL);
    int found = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Program program = generator.generate(seed);
      if (fails.test(program)) {
        found++;
        List<String> least = text(Shrinker.shrink(program, fails, PLENTY));
        assertEquals(4, least.size(), least::toString);
        assertEquals("task t1", least.get(0));
        assertTrue(least.subList(2, 4).contains("cancel t0"), least::toString);
        assertTrue(least.stream().anyMatch(line -> line.matches("await [fdrt]\\d")), least::toString);
      }
    }
    assertTrue(found > 20, "found " + found);
  }

  @Test
  void shrinkingIsTheSameEachTimeAndAsksNoMoreThanItsBudget() {
    Program program = new ProgramGenerator(Profile.GENERAL).generate(3);
    Predicate<Program> fails = one -> has(one.main(), "task");
    assertEquals(Shrinker.shrink(program, fails, PLENTY), Shrinker.shrink(program, fails, PLENTY));
    AtomicInteger asked = new AtomicInteger();
    Shrinker.shrink(
        program,
        one -> {
          asked.incrementAndGet();
          return false;
        },
        7);
    assertEquals(7, asked.get());
  }

  private static void assertLeast(List<String> least, String line, Predicate<Instruction> fails) {
    Program program = program(List.of("loop L0", "task t0", line, "run"), Map.of("t0", List.of("await f0")));
    Predicate<Program> inMain = one -> one.main().stream().anyMatch(fails);
    assertTrue(inMain.test(program), line);
    assertEquals(least, text(Shrinker.shrink(program, inMain, PLENTY)));
  }

  @Test
  void instructionsGetSimpler() {
    assertLeast(List.of("cancel f0"), "soon as h0 later 0.5 cancel f0 m1 -> v0", one -> one.toString().contains("cancel f0"));
    assertLeast(List.of("soon cancel f0"), "later 0.5 as h0 cancel f0 m1", one -> one.op() == Op.SOON || one.op() == Op.LATER);
    assertLeast(List.of("at 1 set f0 0"), "at 3 set f0 7", one -> one.op() == Op.AT);
    assertLeast(List.of("fail f0 ValueError()"), "fail f0 MyBase(b)", one -> one.op() == Op.FAIL);
    assertLeast(List.of("future f0"), "future f0 on L0", one -> one.op() == Op.FUTURE);
    assertLeast(List.of("task t1"), "task t1 name n1 eager", one -> one.op() == Op.TASK && one.arg(0).equals("t1"));
    assertLeast(List.of("run"), "run 3 on L0", one -> one.op() == Op.RUN);
    assertLeast(List.of("callback f0 log here"), "callback f0 as c0 log a {t0.state}", one -> one.op() == Op.CALLBACK);
  }

  @Test
  void aCallGivesWayToWhatIsCalled() {
    Program program = program(List.of("call p0"), Map.of("p0", List.of("stop")));
    assertEquals(List.of("stop"), text(Shrinker.shrink(program, one -> text(one).contains("stop"), PLENTY)));
  }

  @Test
  void ofATryItsPartsCanStay() {
    Program program = program(List.of("try", "set f0 1", "catch Any e0", "stop", "end"), Map.of());
    Stream.of("set f0 1", "stop")
        .forEach(
            line ->
                assertTrue(Shrinker.simpler(program).anyMatch(one -> text(one).equals(List.of(line))), line));
  }

  @Test
  void foreverKeepsItsStop() {
    Program program = program(List.of("future f0", "soon stop", "forever", "run"), Map.of());
    assertEquals(
        List.of("stop", "forever"), text(Shrinker.shrink(program, one -> text(one).contains("forever"), PLENTY)));
  }
}
