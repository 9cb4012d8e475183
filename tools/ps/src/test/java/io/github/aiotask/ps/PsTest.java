package io.github.aiotask.ps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks another JVM, whose program has no code for it, on each carrier that a JVM of this kind has. */
class PsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<String> carriers() {
    return Runtime.version().feature() >= 24
        ? Stream.of("VIRTUAL_THREAD", "PLATFORM_THREAD", "CONTINUATION")
        : Stream.of("PLATFORM_THREAD");
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Ps.run(
        arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String printed(String... arguments) {
    int code = run(arguments);
    assertEquals(0, code, err::toString);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void assertHas(String text, String... parts) {
    int from = 0;
    for (String part : parts) {
      int at = text.indexOf(part, from);
      assertTrue(at >= 0, () -> "no »" + part + "« there, in this order:\n" + text);
      from = at + part.length();
    }
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aProgramThatWaits(String carrier) throws Exception {
    try (Program program = Program.hanging(carrier)) {
      assertHas(
          printed("pstree", program.pid()),
          "loop 1 in the thread aiotask-loop-of-main answers, 3 tasks\n",
          "(T) Task-1  waiting for the tasks of a task group, 2 left\n",
          "Hangs.serve Hangs.java:",
          "(T) reader  waiting for an item of queue@",
          ", which holds 0\n",
          "Hangs.read Hangs.java:",
          "(T) writer  waiting for lock@",
          ", which reader holds\n",
          "(T) reader  (see above)\n");
      assertHas(
          printed("ps", program.pid()),
          "loop  task    state    waits for",
          "1     reader  waiting  an item of queue@",
          "-> Hangs.read -> Hangs.serve",
          "Task-1, writer\n");
      JsonNode json = new ObjectMapper().readTree(printed("json", program.pid()));
      JsonNode reader = json.at("/loops/0/tasks/1");
      assertEquals("reader", reader.get("name").asText());
      assertEquals("WAITING", reader.get("state").asText());
      assertTrue(reader.at("/stack/1/place").asText().startsWith("Hangs.java:"), reader::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void aStepThatBlocks(String carrier) throws Exception {
    try (Program program = Program.hanging(carrier, "block")) {
      String tree = printed("pstree", program.pid());
      assertHas(
          tree,
          "loop 1 in the thread aiotask-loop-of-main BLOCKED, 3 tasks: a step of Task-1 does not end\n",
          "    at CountDownLatch.await CountDownLatch.java:",
          "    at Hangs.block Hangs.java:",
          "(T) Task-1  running\n",
          "(T) reader  waiting for an item of queue@");
      assertFalse(tree.contains("io.github.aiotask"), tree);
    }
  }

  @Test
  void stateMachines() throws Exception {
    try (Program program = Program.hanging("MACHINES")) {
      assertHas(
          printed("pstree", program.pid()),
          "(T) sleeper  waiting for the end of a sleep of 3600 s, ",
          " s left\n    └──  Sleep\n",
          "waiting for an item of queue@",
          ", which holds 0; waitFor of 3600 s, ",
          "WaitFor\n",
          "WakingQueue.Get\n");
    }
  }

  /** So a plain thread dump tells the tasks too. */
  @Test
  void threadsHaveTheNamesOfTheirTasks(@TempDir Path dir) throws Exception {
    boolean virtual = Runtime.version().feature() >= 24;
    try (Program program = Program.hanging(virtual ? "VIRTUAL_THREAD" : "PLATFORM_THREAD")) {
      String dump = "";
      if (virtual) {
        Path file = dir.resolve("threads");
        Program.run(List.of(Program.tool("jcmd"), program.pid(), "Thread.dump_to_file", file.toString()));
        dump = Files.readString(file);
      } else {
        dump = Program.run(List.of(Program.tool("jcmd"), program.pid(), "Thread.print"));
      }
      assertHas(dump, "\"reader\"", "Hangs.read(Hangs.java:");
    }
  }

  @Test
  void wrongUseIsToldWithTheJvmsThatThereAre() throws Exception {
    try (Program program = Program.hanging("MACHINES")) {
      assertEquals(2, run("top", "1"));
      assertHas(err.toString(StandardCharsets.UTF_8), "usage: ", "JVMs of this user:\n");
      assertTrue(err.toString(StandardCharsets.UTF_8).contains("  " + program.pid() + "  " + Hangs.class.getName()));
      assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void noProcessOfThatNumber() {
    assertEquals(1, run("ps", "no-number"));
    assertHas(err.toString(StandardCharsets.UTF_8), "aiotask-ps: cannot attach to no-number: give the process id of a JVM");
  }
}
