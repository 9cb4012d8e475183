package io.github.aiotask.properties.html;

import java.util.ArrayList;
import java.util.List;

/** Puts two traces side by side, what is the same in one row. */
final class Alignment {
  private static final int NONE = -1;
  private static final int MOST = 4_000_000; // above that, what follows the first difference is not matched

  private Alignment() {}

  /** A row: the indices of two lines, or of one and {@code -1}. */
  record Row(int first, int second, boolean same) {
    boolean hasFirst() {
      return first != NONE;
    }

    boolean hasSecond() {
      return second != NONE;
    }
  }

  /**
   * The rows: up to the first difference line by line, that difference in one row, then as much as there is in common.
   *
   * @param at the index of the first line that differs
   */
  static List<Row> of(List<String> first, List<String> second, int at) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < at; i++) {
      rows.add(new Row(i, i, true));
    }
    List<int[]> pairs = common(first, second, at);
    pairs.add(new int[] {first.size(), second.size()});
    int i = at;
    int j = at;
    for (int[] pair : pairs) {
      while (i < pair[0] || j < pair[1]) {
        rows.add(new Row(i < pair[0] ? i++ : NONE, j < pair[1] ? j++ : NONE, false));
      }
      if (i < first.size() && j < second.size()) {
        rows.add(new Row(i++, j++, true));
      }
    }
    return rows;
  }

  /** A longest common part of what comes from there on, as pairs of indices; the line itself is in none. */
  private static List<int[]> common(List<String> first, List<String> second, int at) {
    int rows = first.size() - at;
    int columns = second.size() - at;
    List<int[]> pairs = new ArrayList<>();
    if (rows <= 1 || columns <= 1 || (long) rows * columns > MOST) {
      return pairs;
    }
    int[][] length = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 1; i--) {
      for (int j = columns - 1; j >= 1; j--) {
        length[i][j] =
            first.get(at + i).equals(second.get(at + j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    int i = 1;
    int j = 1;
    while (i < rows && j < columns) {
      if (first.get(at + i).equals(second.get(at + j))) {
        pairs.add(new int[] {at + i, at + j});
        i++;
        j++;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return pairs;
  }
}
