package io.github.aiotask.ps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs a program which hangs; it is there until this is closed. */
final class Program implements AutoCloseable {
  private final Process process;

  /** Waits until it hangs. */
  Program(String classPath, Class<?> main, List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader out = process.inputReader();
    assertEquals("hangs", out.readLine());
  }

  /** On the class path of this JVM. */
  static Program hanging(String... arguments) throws IOException {
    List<String> options =
        arguments[0].equals("CONTINUATION") ? List.of("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED") : List.of();
    return new Program(System.getProperty("java.class.path"), Hangs.class, options, arguments);
  }

  String pid() {
    return String.valueOf(process.pid());
  }

  /** A command of this JDK. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** What another program prints. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process other = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader out = other.inputReader()) {
      String text = String.join("\n", out.lines().toList());
      assertEquals(0, other.waitFor(), text);
      return text;
    } finally {
      other.destroyForcibly();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
