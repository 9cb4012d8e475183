package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two traces on a terminal. */
class SideBySideTest {

  @Test
  void onlyWhatIsAroundTheFirstDifferenceIsPrinted() {
    List<String> lines = print(List.of("a", "b", "c", "d", "e"), List.of("a", "b", "X", "d", "e"));
    assertEquals(List.of("right other", "... 1 more", "b b", "> c X", "d d", "... 1 more"), lines);
  }

  @Test
  void aTerminalObeysNobody() {
    assertEquals(List.of("right other", "> a \\u001b[2J\\u0007"), print(List.of("a"), List.of("\u001B[2J\u0007")));
  }

  @Test
  void aLineWithoutEndIsCut() {
    String line = print(List.of("a"), List.of("x".repeat(1_000_000))).get(1);
    assertTrue(line.endsWith("xxx...") && line.length() < 1_100, () -> line.length() + " characters");
  }

  private static List<String> print(List<String> left, List<String> right) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new SideBySide("right", left, "other", right).printAround(out, 1, 1);
    out.flush();
    return text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }
}
