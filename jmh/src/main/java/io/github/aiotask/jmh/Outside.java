package io.github.aiotask.jmh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs another program. */
final class Outside {

  private Outside() {}

  /** What it printed; its errors are shown. Throws if there is no such program, or if it failed. */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.get(0) + " failed with " + process.exitValue());
      }
    } catch (InterruptedException interrupt) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(interrupt);
    }
    return output;
  }
}
