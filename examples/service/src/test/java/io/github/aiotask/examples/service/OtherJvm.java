package io.github.aiotask.examples.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own; what it prints is one stream. */
final class OtherJvm implements AutoCloseable {
  static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");
  private static final String LISTENING = "listening on http://127.0.0.1:";

  private final Process process;
  private final BufferedReader out;
  private final List<String> printed = new ArrayList<>();

  /** How one ended. */
  record End(int status, List<String> printed) {}

  private OtherJvm(List<String> command) throws IOException {
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static OtherJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(TOOLS.resolve("java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new OtherJvm(command);
  }

  /** Waits until it listens. */
  InetSocketAddress address() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.add(line);
      if (line.startsWith(LISTENING)) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(LISTENING.length())));
      }
    }
    throw new AssertionError(printed);
  }

  /** Asks it to end, as Ctrl-C does; its output stays open. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for its end. */
  End end() throws Exception {
    out.lines().forEach(printed::add);
    return new End(process.waitFor(), printed);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
