package io.github.aiotask.properties.exec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, with runtimes that behave and runtimes that do not. */
class ExecRuntimeTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(500); // only where nothing answers, however long it is

  /** Long enough for an answer of a process that runs, on a slow machine too; one test waits for it. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static ExecRuntime start(Duration limit, String... modeAndMore) throws Exception {
    return ExecRuntime.start(FakeRuntime.command(modeAndMore), LONG, limit);
  }

  private static List<Question> questions(String... ids) {
    return Stream.of(ids).map(id -> new Question(id, programWith("x"))).toList();
  }

  private static Program programWith(String text) {
    return new Program(List.of(Instruction.parse("log " + text)), Map.of(), false, Program.Trace.ALL);
  }

  private static String failure(Reply reply) {
    return assertInstanceOf(Reply.Failed.class, reply).why();
  }

  private static void assertTraced(String id, Reply reply) {
    String line = assertInstanceOf(Reply.Trace.class, reply, reply::toString).lines().get(0);
    assertTrue(line.contains("\"id\":\"" + id + "\""), line);
  }

  private static void assertRefused(Duration helloLimit, List<String> command, String... parts) {
    String message = assertThrows(BadInput.class, () -> ExecRuntime.start(command, helloLimit, LONG).close()).getMessage();
    assertEquals(1, message.lines().count(), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aRuntimeSaysWhoItIsAndAnswers() throws Exception {
    try (ExecRuntime runtime = start(LONG, "good")) {
      List<Reply> replies = runtime.ask(questions("r1", "cannot", "r2"));
      assertAll(
          () -> assertEquals("3.14", runtime.hello().version()),
          () -> assertNull(runtime.hello().keys()),
          () -> assertEquals(3, replies.size()),
          () -> assertTraced("r1", replies.get(0)),
          () -> assertEquals(new Reply.Cannot("not here"), replies.get(1)),
          () -> assertTraced("r2", replies.get(2)));
      assertTraced("r3", runtime.ask(questions("r3")).get(0));
    }
  }

  @Test
  void itTellsTheKeysThatItCanSee() throws Exception {
    try (ExecRuntime runtime = start(LONG, "fewer-keys")) {
      assertEquals(List.of("state"), runtime.hello().keys());
    }
  }

  @Test
  void manyLongProgramsFillNoPipe() throws Exception {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      questions.add(new Question("r" + i, programWith("x".repeat(20_000))));
    }
    try (ExecRuntime runtime = start(LONG, "good")) {
      List<Reply> replies = assertTimeoutPreemptively(LONG, () -> runtime.ask(questions));
      assertEquals(300, replies.size());
      for (int i = 0; i < 300; i++) {
        assertTraced("r" + i, replies.get(i));
      }
    }
  }

  @Test
  void whatKillsTheRuntimeHasFailedAndTheRestRuns() throws Exception {
    try (ExecRuntime runtime = start(LONG, "dies-after-2")) {
      String first = runtime.hello().engine();
      List<Reply> replies = runtime.ask(questions("r1", "r2", "r3", "r4", "r5"));
      assertTraced("r1", replies.get(0));
      assertTraced("r2", replies.get(1));
      assertTrue(failure(replies.get(2)).contains("ended with exit code 3: first words | out of memory"), replies::toString);
      assertTraced("r4", replies.get(3));
      assertTraced("r5", replies.get(4));
      assertNotEquals(first, runtime.hello().engine());
    }
  }

  @Test
  void lastWordsAreShort() throws Exception {
    try (ExecRuntime runtime = start(LONG, "shouts")) {
      String why = failure(runtime.ask(questions("bad")).get(0));
      assertTrue(why.contains("xxx...") && why.length() < 500, () -> why.length() + " characters");
    }
  }

  @Test
  void whatItSaysIsShownSafelyAndShort() throws Exception {
    try (ExecRuntime runtime = start(LONG, "strange")) {
      assertEquals("\\u001b[2J\\u202e\\u000afake", runtime.hello().engine());
      List<Reply> replies = runtime.ask(questions("cannot", "bad"));
      String cannot = assertInstanceOf(Reply.Cannot.class, replies.get(0)).why();
      assertTrue(cannot.startsWith("\\u001b[2J\\u202e\\u000afakexxx") && cannot.length() < 300, cannot);
      assertTrue(failure(replies.get(1)).contains("\\u001b[31mred\\u202e"), replies::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "endless-answer, 'wrote a line of more than 16,777,216 characters'",
    "endless-trace, 'gave a trace of more than 4,000,000 characters'",
    "deep, 'gave no answer to bad but: {\"id\":[[['"
  })
  void anAnswerWithoutEndIsAFailure(String mode, String why) throws Exception {
    try (ExecRuntime runtime = start(LONG, mode)) {
      List<Reply> replies = runtime.ask(questions("bad", "r2"));
      assertTrue(failure(replies.get(0)).contains(why), replies::toString);
      assertTraced("r2", replies.get(1));
    }
  }

  @Test
  void answersToNothingAreNotKept() throws Exception {
    try (ExecRuntime runtime = start(LONG, "many-answers")) {
      List<Reply> replies = runtime.ask(questions("bad", "r2", "r3"));
      assertInstanceOf(Reply.Trace.class, replies.get(0));
      assertTrue(failure(replies.get(1)).contains("gave no answer to r2"), replies::toString);
      assertTraced("r3", replies.get(2));
    }
  }

  @Test
  void whatHangsIsKilled() throws Exception {
    try (ExecRuntime runtime = start(PATIENT, "hangs")) {
      long process = Long.parseLong(runtime.hello().engine());
      List<Reply> replies = runtime.ask(questions("r1", "bad", "r2"));
      assertTraced("r1", replies.get(0));
      assertTrue(failure(replies.get(1)).contains("gave no answer within 20 s"), replies::toString);
      assertTraced("r2", replies.get(2));
      assertEnds(process);
    }
  }

  private static void assertEnds(long process) throws InterruptedException {
    for (int left = 10_000; left > 0 && isAlive(process); left--) {
      Thread.sleep(50);
    }
    assertFalse(isAlive(process), "the process lives");
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage-answer", "other-id", "no-outcome", "null-line"})
  void anAnswerThatCannotBeReadIsAFailure(String mode) throws Exception {
    try (ExecRuntime runtime = start(LONG, mode)) {
      List<Reply> replies = runtime.ask(questions("bad", "r2"));
      assertTrue(failure(replies.get(0)).contains("answer"), replies::toString);
      assertTraced("r2", replies.get(1));
    }
  }

  @Test
  void closingEndsTheProcess() throws Exception {
    ExecRuntime runtime = start(LONG, "good");
    long process = Long.parseLong(runtime.hello().engine());
    assertTrue(isAlive(process));
    runtime.close();
    assertEnds(process);
  }

  @Test
  void aShellsChildIsKilledToo() throws Exception {
    List<String> quoted = FakeRuntime.command("hangs").stream().map(word -> "'" + word + "'").toList();
    try (ExecRuntime runtime = ExecRuntime.startShell(String.join(" ", quoted) + " ; echo over", SHORT)) {
      long process = Long.parseLong(runtime.hello().engine());
      failure(runtime.ask(questions("bad")).get(0));
      assertEnds(process);
    }
  }

  @Test
  void aRuntimeThatStartsNoMoreIsGivenUp() throws Exception {
    try (ExecRuntime runtime = start(LONG, "starts-once", folder.resolve("started").toString())) {
      String message = assertThrows(BadInput.class, () -> runtime.ask(questions("bad", "r2"))).getMessage();
      assertTrue(message.contains("failed to start 5 times in a row"), message);
      assertTrue(message.contains("started before"), message);
    }
  }

  @Test
  void whatIsNoRuntimeIsRefused() {
    assertRefused(LONG, FakeRuntime.command("garbage"), "Python 2.7.18", "--exec");
    assertRefused(LONG, FakeRuntime.command("wrong-protocol"), "protocol 2", "this kit 1");
    assertRefused(LONG, FakeRuntime.command("endless"), "wrote a line of more than 16,777,216 characters");
    assertRefused(LONG, FakeRuntime.command("no-version"), "version");
    assertRefused(LONG, FakeRuntime.command("dies-at-start"), "exit code 3", "no such option", "--exec");
    assertRefused(SHORT, FakeRuntime.command("silent"), "no answer within 500 ms", "--exec");
    assertRefused(LONG, List.of("no-such-command-at-all"), "cannot be started", "no-such-command-at-all");
  }
}
