package io.github.aiotask.properties.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Labels of a drawing: letters of one width, in short lines. */
final class Labels {
  /** The width of a letter; of all usual fonts of one width, none is wider. */
  static final double LETTER = 6.35;

  /** The height of a line. */
  static final double LINE = 12.5;

  private static final int LETTERS = 20;
  private static final int LINES = 5;
  private static final Pattern BREAKS = Pattern.compile("(?<=[ ,])");

  private Labels() {}

  /** The lines of a label: each part begins one, and what is too long is cut. */
  static List<String> wrap(List<String> parts) {
    List<String> lines = new ArrayList<>();
    for (String part : parts) {
      String line = "";
      for (String word : BREAKS.split(part)) {
        boolean full = line.length() + word.stripTrailing().length() > LETTERS;
        if (full && line.strip().length() > 1) { // a mark of one letter is no line of its own
          lines.add(cut(line.stripTrailing(), LETTERS));
          line = "";
        }
        line += word;
      }
      lines.add(cut(line.stripTrailing(), LETTERS));
    }
    return lines.size() <= LINES ? lines : shortened(lines);
  }

  private static List<String> shortened(List<String> lines) {
    List<String> kept = new ArrayList<>(lines.subList(0, LINES - 1));
    kept.add("…");
    return kept;
  }

  /** At most so many letters. */
  static String cut(String text, int letters) {
    return text.codePointCount(0, text.length()) <= letters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, letters - 1)) + "…";
  }

  /** How wide the longest line is. */
  static double width(List<String> lines) {
    return LETTER * lines.stream().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }
}
