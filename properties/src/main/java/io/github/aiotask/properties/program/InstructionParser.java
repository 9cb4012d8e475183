package io.github.aiotask.properties.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the text of an instruction; see {@link Op} for what can be written. */
final class InstructionParser {
  private static final Map<String, Op> OPS =
      Arrays.stream(Op.values()).collect(Collectors.toMap(Op::text, Function.identity()));
  private static final int SHOWN = 80; // characters of a line that cannot be read
  private static final Set<Op> NAMED = Set.of(Op.SOON, Op.LATER, Op.CALLBACK); // as x

  private InstructionParser() {}

  static Instruction parse(String line) {
    List<String> words = wordsOf(line);
    String only = !words.isEmpty() && words.get(0).startsWith("@") ? words.get(0).substring(1) : null;
    return parse(words, only == null ? 0 : 1, only, Shown.line(line, SHOWN), 1);
  }

  private static List<String> wordsOf(String line) {
    List<String> words = new ArrayList<>();
    for (StringTokenizer at = new StringTokenizer(line); at.hasMoreTokens(); ) {
      words.add(at.nextToken());
    }
    return words;
  }

  private static Instruction parse(List<String> words, int from, @Nullable String only, String line, int depth) {
    int end = words.size();
    if (from == end) {
      throw new IllegalArgumentException("no instruction in \"" + line + "\"");
    }
    Op op = OPS.get(words.get(from));
    if (op == null) {
      throw new IllegalArgumentException("unknown instruction \"" + Shown.line(words.get(from), SHOWN) + "\" in \"" + line + "\"");
    }
    if (op.hasInner()) {
      if (depth == Limits.INSIDE) {
        throw new IllegalArgumentException("more than " + depth + " instructions inside of each other in \"" + line + "\"");
      }
      return parseNesting(op, words, from + 1, only, line, depth);
    }
    if (op != Op.LOG && end - from > 2 && words.get(end - 2).equals("->")) {
      return new Instruction(op, words.subList(from + 1, end - 2), null, words.get(end - 1), only);
    }
    return new Instruction(op, words.subList(from + 1, end), null, null, only);
  }

  /** The words from {@code from} on are those behind the first. */
  private static Instruction parseNesting(
      Op op, List<String> words, int from, @Nullable String only, String line, int depth) {
    int before = from + op.wordsBeforeInner();
    boolean named = NAMED.contains(op) && words.size() > before + 1 && words.get(before).equals("as");
    int inner = named ? before + 2 : before;
    if (words.size() <= inner) {
      throw new IllegalArgumentException("\"" + op.text() + "\" needs an instruction after it in \"" + line + "\"");
    }
    String name = named ? words.get(before + 1) : null;
    Instruction later = parse(words, inner, null, line, depth + 1);
    return new Instruction(op, words.subList(from, before), later, name, only);
  }
}
