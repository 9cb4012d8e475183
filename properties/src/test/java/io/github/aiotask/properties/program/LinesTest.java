package io.github.aiotask.properties.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Lines of what may never end. */
class LinesTest {

  /** The same letter for ever. */
  private static Reader endless() {
    return new Reader() {
      private long left = 100_000_000; // or else: this test does not end

      @Override
      public int read(char[] buffer, int from, int length) throws IOException {
        left -= length;
        if (left < 0) {
          throw new IOException("read on");
        }
        Arrays.fill(buffer, from, from + length, 'x');
        return length;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void linesComeWithoutTheirEnds() throws IOException {
    Lines lines = new Lines(new StringReader("abc\n\r\nd\r\nlast"), 4);
    assertEquals("abc", lines.next());
    assertEquals("", lines.next());
    assertEquals("d", lines.next());
    assertEquals("last", lines.next());
    assertNull(lines.next());
    assertEquals(13, lines.total());
  }

  @Test
  void aLineThatIsTooLongIsRefused() throws IOException {
    Lines lines = new Lines(new StringReader("abcd\nabcde\n"), 4);
    assertEquals("abcd", lines.next());
    assertEquals("a line of more than 4 characters", assertThrows(Lines.TooLong.class, lines::next).getMessage());
    assertThrows(Lines.TooLong.class, new Lines(endless(), 100_000)::next);
  }

  @Test
  void orCut() throws IOException {
    String longLine = "y".repeat(100_000);
    Lines lines = new Lines(new StringReader("abcd\n\n" + longLine + "\nabcde"), 4);
    assertEquals("abcd", lines.nextCut());
    assertEquals("", lines.nextCut());
    assertEquals("yyyy", lines.nextCut());
    assertEquals("abcd", lines.nextCut());
    assertNull(lines.nextCut());
  }
}
