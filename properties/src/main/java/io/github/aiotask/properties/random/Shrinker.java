package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes programs simpler, to find the least that still shows a fault. Nothing here is random. */
public final class Shrinker {
  private static final int PER_INSTRUCTION = 4;
  private static final int PER_WORD = 4;
  private static final int PER_BODY = 3;
  private static final String MAIN = ""; // no body has that name

  private Shrinker() {}

  /**
   * How big a program is: whatever is simpler has less.
   *
   * @param program any
   */
  public static int size(Program program) {
    int size = 0;
    for (Instruction one : program.main()) {
      size += size(one);
    }
    for (List<Instruction> code : program.bodies().values()) {
      size += PER_BODY;
      for (Instruction one : code) {
        size += size(one);
      }
    }
    return size;
  }

  private static int size(Instruction one) {
    int size = PER_INSTRUCTION;
    for (String word : one.toString().split(" ")) {
      size += PER_WORD + weight(word);
    }
    return size;
  }

  /** Of two words the simpler one has less. */
  private static int weight(String word) {
    if (word.endsWith(")")) {
      return word.equals("ValueError()") ? 0 : word.startsWith("ValueError(") ? 1 : 2;
    }
    return switch (word) {
      case "0", "Any" -> 0;
      case "1" -> 1;
      case "Cancelled", "Exception" -> 1;
      default -> Instructions.isNumber(word) ? 2 : word.startsWith("{") ? 1 : 0;
    };
  }

  /**
   * Simpler programs: those that leave out most come first. What a program of the generator keeps to, they keep to.
   *
   * @param program what to make simpler
   * @return made one by one, each of a smaller size than the program
   */
  public static Stream<Program> simpler(Program program) {
    int size = size(program);
    boolean sane = Sense.faults(program).isEmpty();
    return Stream.<Supplier<Stream<Program>>>of(
            () -> withoutNames(program),
            () -> withoutChunks(program),
            () -> withoutTries(program),
            () -> withoutScopes(program),
            () -> withoutLines(program),
            () -> withoutCalls(program),
            () -> withSimplerLines(program))
        .flatMap(Supplier::get)
        .filter(one -> size(one) < size && (!sane || Sense.faults(one).isEmpty()));
  }

  /**
   * The simplest program that still fails and can be reached by steps that all fail.
   *
   * @param failing a program that fails
   * @param stillFails whether a program does
   * @param budget how often that is asked at the most
   */
  public static Program shrink(Program failing, Predicate<Program> stillFails, int budget) {
    Program best = failing;
    int left = budget;
    Iterator<Program> candidates = simpler(best).iterator();
    while (left > 0 && candidates.hasNext()) {
      Program candidate = candidates.next();
      left--;
      if (stillFails.test(candidate)) {
        best = candidate;
        candidates = simpler(best).iterator();
      }
    }
    return best;
  }

  // ---- parts of a program

  /** Main and the bodies by name, always in the same order. */
  private static Map<String, List<Instruction>> parts(Program program) {
    Map<String, List<Instruction>> parts = new TreeMap<>(program.bodies());
    parts.put(MAIN, program.main());
    return parts;
  }

  /** The program of these parts, without the bodies that nothing runs. */
  private static Program of(Program program, Map<String, List<Instruction>> parts) {
    Set<String> used = new LinkedHashSet<>();
    collectUsed(MAIN, parts, used);
    Map<String, List<Instruction>> bodies = new TreeMap<>(parts);
    bodies.keySet().retainAll(used);
    bodies.remove(MAIN);
    return new Program(parts.getOrDefault(MAIN, List.of()), bodies, program.kitLoop(), program.trace());
  }

  private static void collectUsed(String part, Map<String, List<Instruction>> parts, Set<String> used) {
    if (used.add(part)) {
      for (Instruction one : parts.getOrDefault(part, List.of())) {
        Instructions.startedBodies(one).forEach(body -> collectUsed(body, parts, used));
      }
    }
  }

  private static Program with(Program program, String part, List<Instruction> code) {
    Map<String, List<Instruction>> parts = parts(program);
    parts.put(part, code);
    return of(program, parts);
  }

  private static List<Instruction> without(List<Instruction> code, int from, int to) {
    List<Instruction> kept = new ArrayList<>(code.subList(0, from));
    kept.addAll(code.subList(to, code.size()));
    return kept;
  }

  // ---- what can be left out

  /** Without a task, a future, a loop or a callback, and all that names it. */
  private static Stream<Program> withoutNames(Program program) {
    Map<String, List<Instruction>> parts = parts(program);
    Set<String> names = new LinkedHashSet<>();
    parts.values().forEach(code -> code.forEach(one -> names.addAll(Instructions.createdNames(one))));
    return names.stream()
        .sorted()
        .map(
            name -> {
              Map<String, List<Instruction>> kept = new TreeMap<>();
              parts.forEach(
                  (part, code) ->
                      kept.put(part, code.stream().filter(one -> !Instructions.names(one, name)).toList()));
              return of(program, kept);
            });
  }

  /** Without a half, a quarter, … of main or a body, the biggest first. */
  private static Stream<Program> withoutChunks(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              return Stream.iterate(code.size(), length -> length > 1, length -> (length + 1) / 2)
                  .flatMap(
                      length ->
                          IntStream.iterate(code.size(), end -> end > 0, end -> end - length)
                              .mapToObj(end -> without(code, Math.max(0, end - length), end)))
                  .map(kept -> with(program, part.getKey(), kept));
            });
  }

  /** Without a try; or with its attempt alone, or with what its catch does. */
  private static Stream<Program> withoutTries(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              return IntStream.range(0, code.size())
                  .filter(at -> code.get(at).op() == Op.TRY)
                  .boxed()
                  .flatMap(at -> withoutTry(code, at))
                  .map(kept -> with(program, part.getKey(), kept));
            });
  }

  private static Stream<List<Instruction>> withoutTry(List<Instruction> code, int at) {
    int handler = Instructions.find(code, Op.CATCH, at + 1);
    int end = Instructions.find(code, Op.END, handler + 1);
    if (end >= code.size()) {
      return Stream.empty();
    }
    return Stream.of(
        without(code, at, end + 1),
        without(without(code, handler, end + 1), at, at + 1),
        without(without(code, end, end + 1), at, handler + 1));
  }

  /** Without a timeout or group; or with what is in it alone. */
  private static Stream<Program> withoutScopes(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              return IntStream.range(0, code.size())
                  .filter(at -> code.get(at).op() == Op.TIMEOUT || code.get(at).op() == Op.GROUP)
                  .boxed()
                  .flatMap(at -> withoutScope(code, at))
                  .map(kept -> with(program, part.getKey(), kept));
            });
  }

  private static Stream<List<Instruction>> withoutScope(List<Instruction> code, int at) {
    int end = Instructions.find(code, Op.END, at + 1);
    if (end >= code.size()) {
      return Stream.empty();
    }
    return Stream.of(without(code, at, end + 1), without(without(code, end, end + 1), at, at + 1));
  }

  /** Without one instruction; without that and the next, for what only makes sense as two. */
  private static Stream<Program> withoutLines(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              return IntStream.iterate(code.size() - 1, at -> at >= 0, at -> at - 1)
                  .boxed()
                  .flatMap(
                      at ->
                          at + 2 > code.size()
                              ? Stream.of(without(code, at, at + 1))
                              : Stream.of(without(code, at, at + 1), without(code, at, at + 2)))
                  .map(kept -> with(program, part.getKey(), kept));
            });
  }

  /** With a body's code in the place of the one call of it. */
  private static Stream<Program> withoutCalls(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              return IntStream.range(0, code.size())
                  .filter(at -> code.get(at).op() == Op.CALL)
                  .mapToObj(
                      at -> {
                        List<Instruction> longer = new ArrayList<>(code.subList(0, at));
                        longer.addAll(program.bodies().getOrDefault(code.get(at).arg(0), List.of()));
                        longer.addAll(code.subList(at + 1, code.size()));
                        return with(program, part.getKey(), longer);
                      });
            });
  }

  private static Stream<Program> withSimplerLines(Program program) {
    return parts(program).entrySet().stream()
        .flatMap(
            part -> {
              List<Instruction> code = part.getValue();
              boolean main = part.getKey().equals(MAIN);
              return IntStream.range(0, code.size())
                  .boxed()
                  .flatMap(
                      at ->
                          Instructions.simpler(code.get(at), main).stream()
                              .map(
                                  line -> {
                                    List<Instruction> changed = new ArrayList<>(code);
                                    changed.set(at, Instruction.parse(line));
                                    return changed;
                                  }))
                  .map(changed -> with(program, part.getKey(), changed));
            });
  }
}
