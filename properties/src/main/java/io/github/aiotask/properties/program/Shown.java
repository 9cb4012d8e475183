package io.github.aiotask.properties.program;

/**
 * Text of others as it can be shown. What a terminal or a browser would obey, and what an eye would not see, is written as JSON
 * has it, a backslash and {@code u202e}: control characters, marks of direction, what has no width, separators of lines, halves
 * of characters.
 */
public final class Shown {
  private static final String MORE = "...";

  private Shown() {}

  /** Text of one line: ends of lines and tabs are escaped too. */
  public static String line(String text) {
    return escape(text, false);
  }

  /** Text of one line, its end cut off if it is longer than so many characters. */
  public static String line(String text, int most) {
    return text.length() <= most ? line(text) : line(text.substring(0, most)) + MORE;
  }

  /** Text of any number of lines; JSON says the same before and after. */
  public static String text(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean lines) {
    int safe = 0;
    while (safe < text.length() && isPlain(text.charAt(safe))) {
      safe++;
    }
    if (safe == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, safe);
    int point;
    for (int i = safe; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (lines ? isSpace(text, i) || isHarmless(point) : isHarmless(point)) {
        shown.appendCodePoint(point);
      } else {
        for (char unit : Character.toChars(point)) {
          shown.append(String.format("\\u%04x", (int) unit));
        }
      }
    }
    return shown.toString();
  }

  /** Most text is. */
  private static boolean isPlain(char letter) {
    return letter >= ' ' && letter <= '~';
  }

  /** A tab or the end of a line. */
  private static boolean isSpace(String text, int at) {
    char letter = text.charAt(at);
    return letter == '\t' || letter == '\n' || (letter == '\r' && text.startsWith("\r\n", at));
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
          false;
      default -> (point & 0xFFFE) != 0xFFFE; // those two of each plane are no characters
    };
  }
}
