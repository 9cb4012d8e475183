package io.github.aiotask.jfr;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.direct.OtherJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording says of tasks. */
class TaskEventsTest {
  private static final String[] NAMES = {"Created", "Step", "Wait", "Wake", "Cancel", "Done"};

  @TempDir private Path folder;

  private static void program() throws Exception {
    Asyncio asyncio = Asyncio.current();
    Task<String> waits =
        asyncio.createTask(coroutine(() -> await(asyncio.<String>createFuture())), new TaskOptions("waits", null, false));
    await(asyncio.sleep(Duration.ofMillis(1)));
    waits.cancel("enough");
    try {
      await(waits);
    } catch (CancelledError expected) {
      await(asyncio.sleep(Duration.ZERO));
    }
  }

  /** A program that knows nothing of this. */
  static final class Program {
    public static void main(String[] args) throws Exception {
      Asyncio.run(asyncio -> program());
    }
  }

  /** In a JVM of its own: a second recording in one JVM of Java 17 forgets long strings that the first one had. */
  private Path record(String... enabled) throws Exception {
    Path file = folder.resolve("tasks.jfr");
    String events = Stream.of(enabled).map(name -> ",+aiotask." + name + "#enabled=true").collect(Collectors.joining());
    OtherJvm.run(Program.class, "-XX:StartFlightRecording:filename=" + file + events);
    return file;
  }

  private static List<RecordedEvent> eventsOf(Path file, String task) throws Exception {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getCategoryNames().contains("aiotask") && task.equals(event.getString("task")))
        .sorted((one, other) -> one.getEndTime().compareTo(other.getEndTime()))
        .toList();
  }

  private static List<String> namesOf(List<RecordedEvent> events) {
    return events.stream().map(event -> event.getEventType().getName().substring("aiotask.".length())).toList();
  }

  @Test
  void tellALife() throws Exception {
    List<RecordedEvent> events = eventsOf(record(NAMES), "waits");
    assertEquals(List.of("Created", "Step", "Wait", "Cancel", "Wake", "Step", "Done"), namesOf(events));
    assertTrue(events.get(0).getString("coroutine").contains("direct style"));
    assertEquals("waits", events.get(1).getString("ended"));
    assertNull(events.get(1).getString("raises"));
    assertTrue(events.get(2).getString("future").contains("Future"));
    assertEquals("enough", events.get(3).getString("message"));
    assertTrue(events.get(5).getString("raises").contains("enough"));
    assertEquals("done", events.get(5).getString("ended"));
    assertFalse(events.get(5).getDuration().isNegative());
    assertEquals("cancelled", events.get(6).getString("outcome"));
    assertEquals(1, events.stream().map(event -> event.getInt("identity")).distinct().count());
  }

  @Test
  void anErrorIsTold() throws Exception {
    List<RecordedEvent> events = eventsOf(record(NAMES), "Task-1");
    RecordedEvent done = events.get(events.size() - 1);
    assertEquals("returned", done.getString("outcome"));
    assertTrue(events.stream().anyMatch(event -> "yielded".equals(event.hasField("ended") ? event.getString("ended") : null)));
  }

  @Test
  void areOffUnlessARecordingAsksForThem() throws Exception {
    assertEquals(List.of(), eventsOf(record(), "waits"));
    assertEquals(List.of("Done"), namesOf(eventsOf(record("Done"), "waits")));
  }

  @Test
  void areNotWantedByARecordingOfOtherThings() {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.GarbageCollection");
      recording.start();
      assertFalse(TaskEvents.areWanted());
      recording.enable("aiotask.Wake");
      assertTrue(TaskEvents.areWanted());
    }
    assertFalse(TaskEvents.areWanted());
  }

  @Test
  void needNoFlightRecorder() throws Exception {
    OtherJvm.run(Program.class, "--limit-modules", "java.base");
  }

  @Test
  void areReadByTheCommand() throws Exception {
    Path print = Path.of(System.getProperty("java.home"), "bin", "jfr");
    assumeTrue(Files.exists(print), "this JDK has no command jfr");
    Path file = record("Step", "Done");
    Process process = new ProcessBuilder(print.toString(), "print", "--categories", "aiotask", file.toString()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(printed.contains("aiotask.Step") && printed.contains("ended = \"waits\""), printed);
    assertTrue(printed.contains("aiotask.Done") && printed.contains("outcome = \"cancelled\""), printed);
    assertFalse(printed.contains("aiotask.Created"), printed);
  }
}
