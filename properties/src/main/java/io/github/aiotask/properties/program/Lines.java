package io.github.aiotask.properties.program;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads lines, however long what is read may be: an endless line is not kept. */
public final class Lines {
  private static final int BUFFER = 8_192;

  private final Reader reader;
  private final int most;
  private final char[] buffer = new char[BUFFER];
  private int next;
  private int end;
  private long total;

  /** A line has more characters than it may have. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(int most) {
      super(String.format(Locale.ROOT, "a line of more than %,d characters", most));
    }
  }

  /** From a reader, lines of up to so many characters. */
  public Lines(Reader reader, int most) {
    this.reader = reader;
    this.most = most;
  }

  /**
   * The next line, without its end; null at the end.
   *
   * @throws TooLong if it is
   */
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean complete = append(line, most + 1);
    if (line.length() > most) {
      throw new TooLong(most);
    }
    return complete || line.length() > 0 ? line.toString() : null;
  }

  /** The next line, without what is too long of it; null at the end. */
  public @Nullable String nextCut() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean complete = append(line, most);
    boolean any = complete || line.length() > 0;
    while (!complete && fill()) {
      complete = append(new StringBuilder(), BUFFER);
    }
    return any ? line.toString() : null;
  }

  /** How many characters were read, ends of lines included. */
  public long total() {
    return total;
  }

  /** Reads up to the end of the line, which is passed over, or so many characters; whether the end was there. */
  private boolean append(StringBuilder line, int room) throws IOException {
    while (line.length() < room && fill()) {
      int from = next;
      int last = Math.min(end, from + room - line.length());
      while (next < last && buffer[next] != '\n') {
        next++;
      }
      line.append(buffer, from, next - from);
      total += next - from;
      if (next < last) {
        next++;
        total++;
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
          line.setLength(line.length() - 1);
        }
        return true;
      }
    }
    return false;
  }

  /** Whether there is a character more. */
  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, reader.read(buffer, 0, buffer.length));
    }
    return next < end;
  }
}
