package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.TooMuch;

/**
 * What a program has taken of its limits.
 *
 * @param steps how many instructions and handles it has begun
 * @param instructions how many instructions that count
 * @param depth how many that nest are under way
 */
record Effort(int steps, int instructions, int depth) {
  static final Effort NONE = new Effort(0, 0, 0);

  /** One handle more, or an instruction that does not count. */
  Effort oneStep() {
    if (steps == Limits.STEPS) {
      throw new TooMuch("has a run", Limits.STEPS, "instructions and handles");
    }
    return new Effort(steps + 1, instructions, depth);
  }

  Effort oneMore(Op op) {
    return op.isCounted() ? new Effort(oneStep().steps, instructions + 1, depth) : oneStep();
  }

  Effort deeper(int by) {
    return new Effort(steps, instructions, depth + by);
  }

  boolean isTooMuch() {
    return instructions > Limits.INSTRUCTIONS;
  }

  boolean isAtTheBottom() {
    return depth == Limits.DEPTH;
  }
}
