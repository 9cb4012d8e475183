package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a program: it is started, recorded, asked, told to end, and then its recording is printed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class MainTest {
  private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private Path folder;

  /** Of a JVM that runs the main class. */
  private static List<String> command(List<String> options, Class<?> main, String argument) {
    List<String> command = new ArrayList<>(List.of(TOOLS.resolve("java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
    return command;
  }

  @Test
  void servesIsRecordedAndEndsInOrder() throws Exception {
    Path print = TOOLS.resolve("jfr");
    assumeTrue(Files.exists(print), "this JDK has no command jfr");
    Path recording = folder.resolve("tasks.jfr");
    List<String> options =
        List.of(
            "-Dservice.backend.failures=1",
            "-XX:StartFlightRecording:filename=" + recording + ",+aiotask.Cancel#enabled=true,+aiotask.Done#enabled=true");
    Process process = new ProcessBuilder(command(options, Main.class, "0")).redirectErrorStream(true).start();
    List<String> printed = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), portOf(out, printed));
      try (Client client = new Client(address)) {
        client.get("/offer/book", "recorded");
        assertEquals(502, client.read().status());
      }
      process.destroy(); // SIGTERM, which ends it as Ctrl-C does
      out.lines().forEach(printed::add);
      assertEquals(128 + 15, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
    assertTrue(printed.contains("ended: 0 finished, 0 cancelled"), printed::toString);
    assertTrue(printed.stream().anyMatch(line -> line.contains("[recorded] BackendClient - asks price for book")), printed::toString);

    String events = outputOf(print.toString(), "print", "--categories", "aiotask", recording.toString());
    assertTrue(events.contains("task = \"request recorded\"") && events.contains("task = \"price of book\""), events);
    assertTrue(events.contains("outcome = \"raised\"") && events.contains("BackendFailed"), events);
  }

  private static int portOf(BufferedReader out, List<String> printed) throws Exception {
    String listening = "listening on http://127.0.0.1:";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.add(line);
      if (line.startsWith(listening)) {
        return Integer.parseInt(line.substring(listening.length()));
      }
    }
    throw new AssertionError(printed);
  }

  private static String outputOf(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
