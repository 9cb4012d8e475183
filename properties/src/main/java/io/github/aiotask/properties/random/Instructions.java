package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an instruction names and starts, and which ones are simpler. */
final class Instructions {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern ERROR = Pattern.compile("[A-Za-z]+\\(.*\\)");

  private Instructions() {}

  static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }

  /** The body that it has run, itself or by its inner instruction. */
  static List<String> startedBodies(Instruction one) {
    String body = startedBody(one);
    Instruction inner = one.inner();
    return inner != null ? startedBodies(inner) : body == null ? List.of() : List.of(body);
  }

  static @Nullable String startedBody(Instruction one) {
    return switch (one.op()) {
      case CALL, HANDLER -> one.arg(0);
      case TASK, COROUTINE -> {
        String body = one.option("body");
        yield body == null ? one.arg(0) : body;
      }
      case SPAWN -> {
        String body = one.option("body");
        yield body == null ? one.arg(1) : body;
      }
      default -> null;
    };
  }

  /** The names that it brings up. */
  static List<String> createdNames(Instruction one) {
    List<String> names = new ArrayList<>();
    switch (one.op()) {
      case FUTURE, DUCK, RAISING, LOOP, TASK, COROUTINE, GATHER, SHIELD, GROUP -> names.add(one.arg(0));
      case SPAWN -> names.add(one.arg(1));
      case TIMEOUT -> {
        String name = one.option("as");
        names.addAll(name == null ? List.of() : List.of(name));
      }
      default -> {
        Instruction inner = one.inner();
        if (inner != null) {
          names.addAll(createdNames(inner));
          if (one.result() != null) {
            names.add(one.result());
          }
        }
      }
    }
    return names;
  }

  /** Whether it has that name in it, be it in an expression. */
  static boolean names(Instruction one, String name) {
    for (String word : one.args()) {
      if (word.equals(name) || word.startsWith("{" + name + ".") || word.equals("{" + name + "}")) {
        return true;
      }
    }
    return name.equals(one.result()) || (one.inner() != null && names(one.inner(), name));
  }

  /** Where the next of these is on this level, or else the end. */
  static int find(List<Instruction> code, Op wanted, int from) {
    int depth = 0;
    for (int i = from; i < code.size(); i++) {
      Op op = code.get(i).op();
      if (depth == 0 && op == wanted) {
        return i;
      }
      depth += op.opens() ? 1 : op == Op.END ? -1 : 0;
    }
    return code.size();
  }

  /**
   * The lines that say nearly the same with less.
   *
   * @param main whether it stands in main, where no step is around it
   */
  static List<String> simpler(Instruction one, boolean main) {
    List<String> lines = new ArrayList<>();
    Instruction inner = one.inner();
    if (one.only() != null) {
      return lines; // what one version alone has is left as it is
    }
    if (inner != null) {
      addOfNesting(one, inner, main, lines);
    } else {
      addOfWords(one, lines);
    }
    return lines;
  }

  private static void addOfNesting(Instruction one, Instruction inner, boolean main, List<String> lines) {
    String code = inner.toString();
    String name = one.result() == null ? "" : " as " + one.result();
    boolean insideOfStep =
        switch (inner.op()) { // there it could resume a coroutine that is running
          case STEP, WAKEUP, SEND, DISPATCH -> true;
          default -> false;
        };
    if (main || !insideOfStep) {
      lines.add(code);
    }
    if (one.op() == Op.LATER || one.op() == Op.AT) {
      lines.add("soon" + name + " " + code);
    }
    String head = one.args().isEmpty() ? one.op().text() : one.op().text() + " " + one.text();
    if (one.result() != null) {
      lines.add(head + " " + code);
    }
    if (one.op() == Op.AT && !one.arg(0).equals("1")) {
      lines.add("at 1 " + code);
    }
    simpler(inner, true).forEach(line -> lines.add(head + name + " " + line));
  }

  private static void addOfWords(Instruction one, List<String> lines) {
    List<String> words = new ArrayList<>(one.args());
    words.add(0, one.op().text());
    if (one.result() != null) {
      lines.add(String.join(" ", words));
    }
    String result = one.result() == null ? "" : " -> " + one.result();
    switch (one.op()) {
      case CANCEL, BASE_CANCEL -> addShorter(words, 2, result, lines);
      case YIELD, RETURN -> addShorter(words, 1, result, lines);
      case RUN, FUTURE, TASK, SPAWN -> addWithoutOptions(words, lines);
      case GATHER, WAIT -> addWithoutEach(words, one.op() == Op.GATHER ? 2 : 1, result, lines);
      case WAIT_FOR, RESCHEDULE -> addShorter(words, 2, result, lines);
      case TIMEOUT -> addShorter(words, 2, result, lines);
      case LOG -> {
        if (!one.text().equals("here")) {
          lines.add("log here");
        }
      }
      default -> {}
    }
    for (int i = 1; i < words.size(); i++) {
      for (String word : simplerWords(words.get(i))) {
        List<String> changed = new ArrayList<>(words);
        changed.set(i, word);
        lines.add(String.join(" ", changed) + result);
      }
    }
  }

  private static void addShorter(List<String> words, int length, String result, List<String> lines) {
    if (words.size() > length) {
      lines.add(String.join(" ", words.subList(0, length)) + result);
    }
  }

  private static void addWithoutEach(List<String> words, int first, String result, List<String> lines) {
    for (int i = first; i < words.size(); i++) {
      List<String> fewer = new ArrayList<>(words);
      fewer.remove(i);
      lines.add(String.join(" ", fewer) + result);
    }
  }

  private static void addWithoutOptions(List<String> words, List<String> lines) {
    for (String option : List.of("on", "name", "eager")) {
      int at = words.indexOf(option);
      int end = option.equals("eager") ? at + 1 : at + 2;
      if (at >= 0 && end <= words.size()) {
        List<String> changed = new ArrayList<>(words);
        changed.subList(at, end).clear();
        lines.add(String.join(" ", changed));
      }
    }
    if (words.get(0).equals("run") && words.size() > 1 && isNumber(words.get(1))) {
      List<String> changed = new ArrayList<>(words);
      changed.remove(1);
      lines.add(String.join(" ", changed));
    }
  }

  private static List<String> simplerWords(String word) {
    if (ERROR.matcher(word).matches()) {
      String text = word.substring(word.indexOf('('));
      return word.startsWith("ValueError")
          ? word.equals("ValueError()") ? List.of() : List.of("ValueError()")
          : List.of("ValueError()", "ValueError" + text);
    }
    if (word.equals("Cancelled") || word.equals("Exception")) {
      return List.of("Any");
    }
    return !isNumber(word) || word.equals("0") ? List.of() : word.equals("1") ? List.of("0") : List.of("0", "1");
  }
}
