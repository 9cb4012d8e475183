package io.github.aiotask.properties.program;

import io.github.aiotask.PythonVersion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A program: what the outside does, and the bodies that tasks and callbacks run. Every program can be run: what makes no sense
 * raises an error in the program.
 *
 * @param main what the outside does
 * @param bodies by name
 * @param kitLoop whether it runs on the kit's own loop instead of the implementation's
 * @param trace what its trace holds
 */
public record Program(List<Instruction> main, Map<String, List<Instruction>> bodies, boolean kitLoop, Trace trace) {

  /** What the trace of a program holds. */
  public enum Trace {
    /** What it logs, and errors that nobody handles. */
    LOG,
    /** Every event, and after every iteration what has changed. */
    ALL
  }

  /** Copies lists and maps. */
  public Program {
    main = Blocks.of(main);
    Map<String, List<Instruction>> copies = new HashMap<>();
    bodies.forEach((name, code) -> copies.put(name, Blocks.of(code)));
    bodies = Map.copyOf(copies);
  }

  /** Reads a program from its lines. */
  static Program parse(List<String> main, Map<String, List<String>> bodies, boolean kitLoop, Trace trace) {
    Map<String, List<Instruction>> parsed = new LinkedHashMap<>();
    bodies.forEach((name, lines) -> parsed.put(name, parse(lines)));
    Program program = new Program(parse(main), parsed, kitLoop, trace);
    if (program.written() > Limits.WRITTEN) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, "has more than %,d instructions", Limits.WRITTEN));
    }
    return program;
  }

  private int written() {
    int[] count = new int[1];
    any(one -> ++count[0] > Limits.WRITTEN);
    return count[0];
  }

  private static List<Instruction> parse(List<String> lines) {
    return lines.stream().map(InstructionParser::parse).toList();
  }

  /** The program without what other versions have alone. */
  public Program of(PythonVersion version) {
    if (!any(one -> one.only() != null)) {
      return this;
    }
    Map<String, List<Instruction>> kept = new LinkedHashMap<>();
    bodies.forEach((name, code) -> kept.put(name, only(code, version)));
    return new Program(only(main, version), kept, kitLoop, trace);
  }

  private static List<Instruction> only(List<Instruction> code, PythonVersion version) {
    return code.stream().filter(one -> one.only() == null || version.number().equals(one.only())).toList();
  }

  /** Whether it sets a context variable. */
  public boolean usesContexts() {
    if (usesContexts(main)) {
      return true;
    }
    for (List<Instruction> code : bodies.values()) {
      if (usesContexts(code)) {
        return true;
      }
    }
    return false;
  }

  private static boolean usesContexts(List<Instruction> code) {
    for (Instruction one : code) {
      if (one.op() == Op.CONTEXT) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is such an instruction, be it inside of another one. */
  public boolean any(Predicate<Instruction> wanted) {
    if (any(main, wanted)) {
      return true;
    }
    for (List<Instruction> code : bodies.values()) {
      if (any(code, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean any(List<Instruction> code, Predicate<Instruction> wanted) {
    for (Instruction outer : code) {
      for (Instruction one = outer; one != null; one = one.inner()) {
        if (wanted.test(one)) {
          return true;
        }
      }
    }
    return false;
  }
}
