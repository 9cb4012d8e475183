package io.github.aiotask.jmh;

/**
 * What a step does, for each of five classes: a short loop. Code without a branch that is taken gives a processor nothing by which to
 * predict the next indirect jump: the same five classes took 6 or 18 ns a step, as it happened, for the floor too.
 */
final class Work {
  private static long bits = 0b101; // two turns; not final, or the JIT would unroll them

  private Work() {}

  static long count(long value) {
    long result = value;
    for (long left = bits; left != 0; left &= left - 1) {
      result++;
    }
    return result;
  }

  static long alternate(long value) {
    long result = value;
    for (long left = bits; left != 0; left &= left - 1) {
      result = left - result;
    }
    return result;
  }

  static long sum(long value) {
    long result = value;
    for (long left = bits; left != 0; left &= left - 1) {
      result += left;
    }
    return result;
  }

  static long shift(long value) {
    long result = value;
    for (long left = bits; left != 0; left &= left - 1) {
      result ^= result << 13;
    }
    return result;
  }

  static long halve(long value) {
    long result = value;
    for (long left = bits; left != 0; left &= left - 1) {
      result = (result >> 1) + 5;
    }
    return result;
  }
}
