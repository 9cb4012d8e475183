package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which carriers there are. The tests run with the flag. */
class CarrierTest {
  private static final boolean NEW = Runtime.version().feature() >= 21;

  static Stream<Carrier> available() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  @Test
  void continuationsAreThereFromJava21() {
    assertEquals(NEW, Carrier.CONTINUATION.isAvailable(), Carrier.CONTINUATION.reason());
    assertEquals(NEW ? Carrier.CONTINUATION : Carrier.THREAD, Carrier.best());
  }

  @Test
  void whatIsNotThereSaysWhy() {
    String reason = Carrier.CONTINUATION.reason();
    assertEquals(NEW, reason.isEmpty());
    assertTrue(NEW || reason.contains("from 21 on"), reason);
  }

  /** Asks twice, and creates a coroutine on what there is. */
  static final class Program {
    public static void main(String[] args) {
      System.out.println(Carrier.best() + " " + Carrier.best() + " " + Direct.coroutine(() -> 1));
      try {
        Direct.coroutine(Carrier.CONTINUATION, () -> 1);
      } catch (UnsupportedOperationException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void aMissingFlagIsToldOnceInOneLineAndIsTheRightOne() throws Exception {
    List<String> printed = run("-cp", System.getProperty("java.class.path"), Program.class.getName());
    assertTrue(printed.contains("THREAD THREAD <coroutine in direct style on THREAD>"), printed::toString);
    List<String> told = printed.stream().filter(line -> line.contains("--add-exports")).toList();
    if (NEW) {
      String flag = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";
      assertEquals(2, told.size(), printed::toString);
      assertTrue(told.stream().allMatch(line -> line.contains(flag + " to the command line")), told::toString);
      assertTrue(told.get(1).startsWith("refused: "), told::toString);
      List<String> with = run(
          "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED",
          "-cp", System.getProperty("java.class.path"), Program.class.getName());
      assertEquals(List.of("CONTINUATION CONTINUATION <coroutine in direct style on CONTINUATION>"), with);
    } else {
      assertEquals(List.of(), told);
    }
  }

  /** What a program prints. */
  private static List<String> run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      List<String> printed = out.lines().toList();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue(), printed::toString);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void threadsAreAlwaysThere() {
    assertTrue(Carrier.THREAD.isAvailable());
    assertEquals("", Carrier.THREAD.reason());
  }
}
