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
  private static final Set<Op> NAMED = Set.of(Op.SOON, Op.LATER, Op.CALLBACK); // as x

  private InstructionParser() {}

  static Instruction parse(String line) {
    List<String> words = wordsOf(line);
    String only = !words.isEmpty() && words.get(0).startsWith("@") ? words.remove(0).substring(1) : null;
    return parse(words, only, line);
  }

  private static List<String> wordsOf(String line) {
    List<String> words = new ArrayList<>();
    for (StringTokenizer at = new StringTokenizer(line); at.hasMoreTokens(); ) {
      words.add(at.nextToken());
    }
    return words;
  }

  private static Instruction parse(List<String> words, @Nullable String only, String line) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no instruction in \"" + line + "\"");
    }
    Op op = OPS.get(words.get(0));
    if (op == null) {
      throw new IllegalArgumentException("unknown instruction \"" + words.get(0) + "\" in \"" + line + "\"");
    }
    List<String> rest = words.subList(1, words.size());
    if (op.hasInner()) {
      return parseNesting(op, rest, only, line);
    }
    String result = null;
    if (op != Op.LOG && rest.size() >= 2 && rest.get(rest.size() - 2).equals("->")) {
      result = rest.get(rest.size() - 1);
      rest = rest.subList(0, rest.size() - 2);
    }
    return new Instruction(op, rest, null, result, only);
  }

  private static Instruction parseNesting(Op op, List<String> rest, @Nullable String only, String line) {
    int before = op.wordsBeforeInner();
    boolean named = NAMED.contains(op) && rest.size() > before + 1 && rest.get(before).equals("as");
    int inner = named ? before + 2 : before;
    if (rest.size() <= inner) {
      throw new IllegalArgumentException("\"" + op.text() + "\" needs an instruction after it in \"" + line + "\"");
    }
    String name = named ? rest.get(before + 1) : null;
    Instruction later = parse(rest.subList(inner, rest.size()), null, line);
    return new Instruction(op, rest.subList(0, before), later, name, only);
  }
}
