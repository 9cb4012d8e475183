package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the executable jar prints where there is no terminal: lines of text, once each. */
class LogIT {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

  @Test
  void hasNeitherEscapesNorProgress() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(), "-jar", Path.of("target", "aiotask-conform.jar").toString(), "random", "--programs", "300")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    assertTrue(printed.contains("300 programs in "), printed);
    assertEquals(0, CONTROL.matcher(printed.replace(System.lineSeparator(), "\n")).results().count(), printed);
    assertEquals(0, Pattern.compile("of 300 programs|/300").matcher(printed).results().count(), printed);
  }
}
