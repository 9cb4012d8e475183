package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Ctrl-C on a terminal, which `script` of util-linux gives to a JVM of its own. */
class CtrlCTest {
  private static final int CTRL_C = 3;

  /** Whoever runs the build may ignore the signal, and so would its children. */
  private static final String HEARING = "env --default-signal=INT ";

  @Test
  void theResultsSoFarArePrinted() throws IOException, InterruptedException {
    assumeTrue(succeeds("script --version | grep util-linux"), "no script of util-linux here");
    assumeTrue(succeeds(HEARING + "true"), "no env that gives a signal back here");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    String conform = java + " -cp '" + classes + "' " + Conform.class.getName();
    String command = "exec " + HEARING + conform + " random --programs 1000000";
    Process script =
        new ProcessBuilder("script", "--quiet", "--flush", "--return", "--command", command, "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (OutputStream keyboard = script.getOutputStream();
        InputStream screen = script.getInputStream()) {
      StringBuilder shown = new StringBuilder();
      boolean pressed = false;
      byte[] some = new byte[8192];
      for (int count = screen.read(some); count >= 0; count = screen.read(some)) {
        shown.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
        if (!pressed && shown.indexOf("0/1000000") >= 0) {
          keyboard.write(CTRL_C);
          keyboard.flush();
          pressed = true;
        }
      }
      assertTrue(shown.indexOf("ended early: on request") >= 0, shown::toString);
      assertTrue(shown.indexOf("exercised") >= 0, shown::toString);
      assertEquals(130, script.waitFor(), shown::toString);
    } finally {
      script.destroy();
    }
  }

  private static boolean succeeds(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
