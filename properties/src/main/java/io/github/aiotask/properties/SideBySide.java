package io.github.aiotask.properties;

import java.io.PrintWriter;
import java.util.List;

/**
 * Two traces, one beside the other.
 *
 * @param leftTitle of the one that is right
 * @param left the one that is right
 * @param rightTitle of the other
 * @param right the other
 */
record SideBySide(String leftTitle, List<String> left, String rightTitle, List<String> right) {
  private static final int WIDTH = 58;

  /** All lines. */
  void print(PrintWriter out) {
    print(out, 0, size());
  }

  /** Some lines around the first difference. */
  void printAround(PrintWriter out, int before, int after) {
    int at = 0;
    while (at < size() && at(left, at).equals(at(right, at))) {
      at++;
    }
    print(out, Math.max(0, at - before), Math.min(size(), at + 1 + after));
  }

  private void print(PrintWriter out, int from, int to) {
    out.printf("    %-" + WIDTH + "s %s%n", leftTitle, rightTitle);
    printDots(out, from);
    for (int i = from; i < to; i++) {
      String wanted = at(left, i);
      String found = at(right, i);
      out.printf("  %s %-" + WIDTH + "s %s%n", wanted.equals(found) ? " " : ">", wanted, found);
    }
    printDots(out, size() - to);
  }

  private static void printDots(PrintWriter out, int lines) {
    if (lines > 0) {
      out.printf("    ... %d more lines%n", lines);
    }
  }

  private int size() {
    return Math.max(left.size(), right.size());
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }
}
