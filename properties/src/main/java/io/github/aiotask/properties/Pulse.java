package io.github.aiotask.properties;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * Has a space written to a pipe now and then while there is nothing to say. Only who writes learns that nobody reads any
 * more, as behind {@code | head}, and a campaign has nothing to say for hours.
 */
final class Pulse {
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Path STDOUT = Path.of("/dev/stdout");

  private Pulse() {}

  /** Until the JVM ends, or nobody reads. */
  static void start(Terminal out) {
    if (Progress.isTerminal() || !isPipe()) {
      return;
    }
    Thread thread = new Thread(() -> beat(out), "pulse");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isPipe() {
    try {
      return Files.readAttributes(STDOUT, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // there is no such name everywhere
    }
  }

  private static void beat(Terminal out) {
    try {
      while (!out.checkError()) {
        Thread.sleep(REST.toMillis());
        out.pulse();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
