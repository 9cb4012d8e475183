package io.github.aiotask.properties.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that a terminal, a browser or an eye could be deceived by. */
class ShownTest {

  @Test
  void whatIsObeyedOrNotSeenIsEscaped() {
    assertEquals("\\u001b[2Jred\\u0007\\u0000\\u007f\\u009b", Shown.line("\u001b[2Jred\u0007\0\u007f\u009b"));
    assertEquals("a\\u202eb\\u2066c\\u200b\\u2028\\u2029\\ufeff", Shown.line("a\u202eb\u2066c\u200b\u2028\u2029\ufeff"));
    assertEquals("\\udb40\\udc41 \\ud800 \\uffff", Shown.line("\udb40\udc41 \ud800 \uffff"));
  }

  @Test
  void allElseIsShownAsItIs() {
    String text = "§ „é中\ud83d\ude00” \\ \u05d0\u00a0";
    assertEquals(text, Shown.line(text));
    assertSame("plain", Shown.line("plain"));
  }

  @Test
  void aLineIsOneLine() {
    assertEquals("a\\u000ab\\u0009\\u000d\\u000a", Shown.line("a\nb\t\r\n"));
    assertEquals("a\nb\t\r\n\\u000d", Shown.text("a\nb\t\r\n\r"));
  }

  @Test
  void whatIsTooLongIsCut() {
    assertEquals("\\u001babc...", Shown.line("\u001babcdef", 4));
    assertEquals("abcd", Shown.line("abcd", 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u007f\u009b\u202e\u200b", "\udb40\udc41", "\n\t\u001b\\ \"", "\ufeffé"})
  void jsonSaysTheSame(String text) throws Exception {
    JsonMapper mapper = new JsonMapper();
    assertEquals(text, mapper.readValue(Shown.text(mapper.writeValueAsString(text)), String.class));
  }
}
