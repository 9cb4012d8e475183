package io.github.aiotask.properties.program;

import java.util.List;

/** Which catch belongs to a try, and which end to a catch, timeout or group. */
public final class Blocks {

  private Blocks() {}

  /** The next instruction of that kind that belongs to the level of {@code from}; the end of the body if there is none. */
  public static int find(Op wanted, List<Instruction> code, int from) {
    int depth = 0;
    for (int i = from; i < code.size(); i++) {
      Op op = code.get(i).op();
      if (depth == 0 && op == wanted) {
        return i;
      }
      if (op.opens()) {
        depth++;
      } else if (op == Op.END) {
        depth--;
      }
    }
    return code.size();
  }
}
