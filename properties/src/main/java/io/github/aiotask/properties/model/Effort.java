package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Limits;

/**
 * What a program has taken of its limits.
 *
 * @param instructions how many it has begun
 * @param depth how many that nest are under way
 */
record Effort(int instructions, int depth) {
  static final Effort NONE = new Effort(0, 0);

  Effort oneMore() {
    return new Effort(instructions + 1, depth);
  }

  Effort deeper(int by) {
    return new Effort(instructions, depth + by);
  }

  boolean isTooMuch() {
    return instructions > Limits.INSTRUCTIONS;
  }

  boolean isAtTheBottom() {
    return depth == Limits.DEPTH;
  }
}
