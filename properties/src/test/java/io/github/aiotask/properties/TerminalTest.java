package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What commands print. */
class TerminalTest {
  private static final String END = System.lineSeparator();

  private final StringWriter text = new StringWriter();
  private final Terminal terminal = new Terminal(text);

  @Test
  void whatIsPrintedAsALineIsOne() {
    terminal.println("who\nfake: 0 differ\u001b[2J");
    terminal.printf("%s: %d%n", "a\u202eb\nc", 1);
    terminal.printf(Locale.ROOT, "%s%n", "\u009b");
    assertEquals("who\\u000afake: 0 differ\\u001b[2J" + END + "a\\u202eb\\u000ac: 1" + END + "\\u009b" + END, text.toString());
  }

  @Test
  void whatHasLinesKeepsThem() {
    terminal.print("usage:\n\tx\u001b[1m\n");
    assertEquals("usage:\n\tx\\u001b[1m\n", text.toString());
  }

  @Test
  void aPulseIsSeenByNobody() {
    terminal.println("head");
    terminal.pulse();
    assertEquals("head" + END, text.toString(), "there was something to say");
    terminal.pulse();
    terminal.pulse();
    terminal.println("rest");
    terminal.println();
    assertEquals("head" + END + "  " + END + "rest" + END + END, text.toString());
  }

  @Test
  void aPulseTellsThatNobodyReads() {
    Terminal closed = new Terminal(full());
    assertFalse(closed.checkError());
    closed.pulse();
    assertTrue(closed.checkError());
    assertEquals("No space left on device", closed.failure());
  }

  /** As a device that is full, which is told when the buffer is written. */
  static Writer full() {
    return new Writer() {
      private boolean empty = true;

      @Override
      public void write(char[] text, int from, int length) {
        empty = length == 0 && empty;
      }

      @Override
      public void flush() throws IOException {
        if (!empty) {
          throw new IOException("No space left on device");
        }
      }

      @Override
      public void close() {}
    };
  }
}
