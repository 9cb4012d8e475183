package io.github.aiotask.properties.program;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One instruction. Two are equal if their text is. */
public final class Instruction {
  private final Op op;
  private final List<String> args;
  private final @Nullable Instruction inner;
  private final @Nullable String result;
  private final @Nullable String only;
  private final String source;

  Instruction(Op op, List<String> args, @Nullable Instruction inner, @Nullable String result, @Nullable String only) {
    this.op = op;
    this.args = List.copyOf(args);
    this.inner = inner;
    this.result = result;
    this.only = only;
    this.source = write(); // here, for every event of a trace has it
  }

  /**
   * Reads one; see {@link Op} for what can be written.
   *
   * @throws IllegalArgumentException if there is no such instruction
   */
  public static Instruction parse(String line) {
    return InstructionParser.parse(line);
  }

  /** What to do. */
  public Op op() {
    return op;
  }

  /** Its words, without the first and without where the result goes. */
  public List<String> args() {
    return args;
  }

  /** The instruction that runs later, for those that have one. */
  public @Nullable Instruction inner() {
    return inner;
  }

  /** The variable that keeps the result, if one does. */
  public @Nullable String result() {
    return result;
  }

  /** The Python version that alone has this instruction, as in {@code @3.4 yield}; null: all. */
  public @Nullable String only() {
    return only;
  }

  /** A word, or the empty one if there are fewer. */
  public String arg(int index) {
    return index < args.size() ? args.get(index) : "";
  }

  /** The word behind {@code key}, or null. */
  public @Nullable String option(String key) {
    int at = args.indexOf(key);
    return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : null;
  }

  /** All words of {@link #args()} as they were written. */
  public String text() {
    return String.join(" ", args);
  }

  /** The whole instruction as it is written, with one space between two words and without the version. */
  public String source() {
    return source;
  }

  private String write() {
    StringBuilder words = new StringBuilder(op.text());
    for (String word : args) {
      words.append(' ').append(word);
    }
    if (inner != null) {
      return words.append(result == null ? "" : " as " + result).append(' ').append(inner.source).toString();
    }
    return words.append(result == null ? "" : " -> " + result).toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Instruction that && source.equals(that.source) && Objects.equals(only, that.only);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return only == null ? source : "@" + only + " " + source;
  }
}
