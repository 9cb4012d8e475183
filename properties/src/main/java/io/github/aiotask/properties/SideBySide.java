package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Shown;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

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
  private static final int MOST = 1_000; // characters of a line

  /** One line of each; empty behind the end of the shorter one. */
  record Row(String left, String right) {
    boolean same() {
      return left.equals(right);
    }
  }

  List<Row> rows() {
    return IntStream.range(0, Math.max(left.size(), right.size()))
        .mapToObj(i -> new Row(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : ""))
        .toList();
  }

  /** All lines. */
  void print(PrintWriter out) {
    print(out, 0, rows().size());
  }

  /** Some lines around the first difference. */
  void printAround(PrintWriter out, int before, int after) {
    List<Row> rows = rows();
    int at = (int) rows.stream().takeWhile(Row::same).count();
    print(out, Math.max(0, at - before), Math.min(rows.size(), at + 1 + after));
  }

  private void print(PrintWriter out, int from, int to) {
    List<Row> rows = rows();
    out.printf("    %-" + WIDTH + "s %s%n", leftTitle, rightTitle);
    printDots(out, from);
    rows.subList(from, to)
        .forEach(row -> out.printf("  %s %-" + WIDTH + "s %s%n", row.same() ? " " : ">", shown(row.left()), shown(row.right())));
    printDots(out, rows.size() - to);
  }

  private static String shown(String line) {
    return Shown.line(line, MOST);
  }

  private static void printDots(PrintWriter out, int lines) {
    if (lines > 0) {
      out.println("    ... " + lines + " more");
    }
  }
}
