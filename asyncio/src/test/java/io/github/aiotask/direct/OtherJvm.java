package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program in a JVM that is started otherwise than this one. */
public final class OtherJvm {

  private OtherJvm() {}

  /** What the main class prints, line by line. */
  public static List<String> run(Class<?> main, String... options) throws Exception {
    return run(arguments(main, options));
  }

  /** It runs; what it prints is one stream. */
  public static Process start(Class<?> main, String... options) throws IOException {
    return start(arguments(main, options));
  }

  // ---- Ctrl-C

  /** Why not, if {@link #canBeSentSigint} says so. */
  public static final String NO_SIGINT = "this system has no kill -INT";

  private static final String SHELL = "/bin/sh";

  public static boolean canBeSentSigint() {
    return Files.isExecutable(Path.of(SHELL));
  }

  /** As Ctrl-C does it. */
  public static void sendSigint(Process process) throws Exception {
    assertEquals(0, new ProcessBuilder(SHELL, "-c", "kill -INT " + process.pid()).inheritIO().start().waitFor());
  }

  /** What starts one that hears of SIGINT: who starts the tests may ignore it, as what a shell runs in the background does. */
  public static List<String> listening(Class<?> main, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    List<String> resets = List.of("env", "--default-signal=INT");
    if (isThere(resets)) {
      command.addAll(resets);
    }
    command.addAll(command(main, options));
    return command;
  }

  private static boolean isThere(List<String> prefix) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  // ---- how it is started

  private static Process start(List<String> arguments) throws IOException {
    return new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
  }

  /** What starts it: the command and its arguments. */
  public static List<String> command(Class<?> main, String... options) {
    return command(arguments(main, options));
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }

  private static List<String> arguments(Class<?> main, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return arguments;
  }

  /** What java prints. */
  static List<String> run(List<String> arguments) throws Exception {
    Process process = start(arguments);
    try (var out = process.inputReader()) {
      List<String> printed = out.lines().toList();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue(), printed::toString);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
