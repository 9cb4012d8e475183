package io.github.aiotask.properties.suite;

/**
 * One message.
 *
 * @param op what it is
 * @param numbers objects, flags, counts
 * @param text empty for most
 */
record Message(Op op, long[] numbers, String text) {
  static final int MOST_NUMBERS = 1 << 20;
  static final int LONGEST_TEXT = 1 << 24; // bytes

  Message(Op op, long... numbers) {
    this(op, numbers, "");
  }

  /**
   * One of its numbers.
   *
   * @throws Garbled if it has fewer
   */
  long at(int index) throws Garbled {
    if (index >= numbers.length) {
      throw new Garbled(op + " with " + numbers.length + " numbers");
    }
    return numbers[index];
  }
}
