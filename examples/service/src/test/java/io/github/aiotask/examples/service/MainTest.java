package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a program: it is started, recorded, asked, told to end, and then its recording is printed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class MainTest {
  @TempDir private Path folder;

  @Test
  void servesIsRecordedAndEndsInOrder() throws Exception {
    Path print = OtherJvm.TOOLS.resolve("jfr");
    assumeTrue(Files.exists(print), "this JDK has no command jfr");
    Path recording = folder.resolve("tasks.jfr");
    List<String> options =
        List.of(
            "-Dservice.backend.failures=1",
            "-XX:StartFlightRecording:filename=" + recording + ",+aiotask.Cancel#enabled=true,+aiotask.Done#enabled=true");
    OtherJvm.End end;
    try (OtherJvm service = OtherJvm.start(options, Main.class, "0");
        Client client = new Client(service.address())) {
      client.get("/offer/book", "recorded");
      assertEquals(502, client.read().status());
      service.terminate();
      end = service.end();
    }
    assertEquals(128 + 15, end.status());
    List<String> lines = end.printed();
    assertTrue(lines.contains("ended: 0 finished, 0 cancelled"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.contains("[recorded] BackendClient - asks price for book")), lines::toString);

    String events = outputOf(print.toString(), "print", "--categories", "aiotask", recording.toString());
    assertTrue(events.contains("task = \"request recorded\"") && events.contains("task = \"price of book\""), events);
    assertTrue(events.contains("outcome = \"raised\"") && events.contains("BackendFailed"), events);
  }

  private static String outputOf(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
