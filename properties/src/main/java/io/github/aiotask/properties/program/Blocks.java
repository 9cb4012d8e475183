package io.github.aiotask.properties.program;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A body that knows which catch belongs to a try, and which end to a catch, timeout or group. */
public final class Blocks extends AbstractList<Instruction> implements RandomAccess {
  private final List<Instruction> code;
  private int @Nullable [] partners; // found once for all, when the first one is asked for; threads may do so twice

  private Blocks(List<Instruction> code) {
    this.code = List.copyOf(code);
  }

  static Blocks of(List<Instruction> code) {
    return code instanceof Blocks blocks ? blocks : new Blocks(code);
  }

  @Override
  public Instruction get(int index) {
    return code.get(index);
  }

  @Override
  public int size() {
    return code.size();
  }

  /** The catch of a try, or the end of another one: the next of the same level; the end of the body if there is none. */
  public static int partnerOf(int opening, List<Instruction> code) {
    Blocks blocks = of(code);
    int[] found = blocks.partners;
    if (found == null) {
      found = blocks.find();
      blocks.partners = found;
    }
    return found[opening];
  }

  /** Goes backwards, and keeps of each level the next catch and the next end. */
  private int[] find() {
    int size = code.size();
    int[] catches = new int[2 * size + 1];
    int[] ends = new int[2 * size + 1];
    Arrays.fill(catches, size);
    Arrays.fill(ends, size);
    int[] found = new int[size];
    int level = size; // of what follows; that of the end of the body may be any
    for (int i = size - 1; i >= 0; i--) {
      Op op = code.get(i).op();
      found[i] = (op == Op.TRY ? catches : ends)[level];
      level += op == Op.END ? 1 : op.opens() ? -1 : 0;
      if (op == Op.CATCH) {
        catches[level] = i;
      } else if (op == Op.END) {
        ends[level] = i;
      }
    }
    return found;
  }
}
