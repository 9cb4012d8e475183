package io.github.aiotask.properties.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instruction.
 *
 * @param op what to do
 * @param args its words
 * @param inner the instruction that runs later, for those that have one
 * @param result the variable that keeps the result, if one does
 * @param only the Python version that alone has this instruction, as in {@code @3.4 yield}; null: all
 */
public record Instruction(
    Op op, List<String> args, @Nullable Instruction inner, @Nullable String result, @Nullable String only) {

  /** Copies the words. */
  public Instruction {
    args = List.copyOf(args);
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

  /** All words as they were written. */
  public String text() {
    return String.join(" ", args);
  }
}
