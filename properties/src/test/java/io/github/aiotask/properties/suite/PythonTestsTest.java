package io.github.aiotask.properties.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.suite.TestOutcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pythons that crash, hang, or say nonsense: a test that does so has failed, and the others run on. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
class PythonTestsTest {
  private static final Duration LONG = Duration.ofMinutes(2); // for what does not hang, however slow the machine is
  private static final String ABOUT = "version 3.13 3.13.0 cpython|accelerated True|module test_tasks|end";
  @TempDir private Path folder;

  /** A Python that answers the question about itself, and runs the lines of a shell for tests: $2 is the first one. */
  private PythonTests python(String... lines) throws Exception {
    return python(ABOUT, lines, LONG);
  }

  private PythonTests python(String about, String[] lines, Duration limit) throws IOException, BadInput, InterruptedException {
    Path script = folder.resolve("python");
    String hello = "if [ $# = 1 ]; then printf '%s\\n' '" + about.replace("|", "' '") + "'; exit; fi; shift\n";
    Files.writeString(script, "#!/bin/sh\n" + hello + String.join("\n", lines) + "\n");
    assertTrue(script.toFile().setExecutable(true));
    return new PythonTests(List.of(script.toString(), "tests.py"), "some/python", limit, limit);
  }

  private static List<String> ids(List<TestOutcome> outcomes, Kind kind) {
    return outcomes.stream().filter(one -> one.kind() == kind).map(TestOutcome::id).toList();
  }

  @Test
  void itIsAskedWhatItIs() throws Exception {
    PythonTests tests = python();
    assertEquals("3.13", tests.version());
    assertEquals("3.13.0", tests.release());
    assertEquals(List.of("test_tasks"), tests.modules());
  }

  @Test
  void whatHasNoTestsIsRefused() {
    for (String[] one :
        new String[][] {
          {"version 3.13 3.13.0 cpython|accelerated True|missing test.test_asyncio No module|end", "no package test.test_asyncio"},
          {"version 3.13 3.13.0 cpython|accelerated False|end", "no _asyncio"},
          {"version 3.11 3.11.13 pypy|accelerated True|end", "is no CPython"},
          {"end", "is no CPython"},
          {"hello", "what no CPython says: hello"},
          {"version 3.13 3.13.0 cpython", "ended with exit code 0"}
        }) {
      String message = assertThrows(BadInput.class, () -> python(one[0], new String[0], LONG)).getMessage();
      assertTrue(message.contains(one[1]), message);
    }
  }

  @Test
  void outcomesAreRead() throws Exception {
    TestRun run =
        python(
            "echo tests 5", "echo start 0 a.b", "echo ok", "echo start 1 a.c", "echo 'skip \"no \\\\u0041\"'",
            "echo start 2 a.d", "echo 'fail \"x y\"'", "echo 'fixture a.E \"broken\"'", "echo 'unfit a.F \"not here\"'", "echo end")
            .run("test_tasks", null, null);
    assertEquals(
        List.of(
            new TestOutcome("a.b", Kind.OK, ""), new TestOutcome("a.c", Kind.SKIPPED, "no A"),
            new TestOutcome("a.d", Kind.FAILED, "x y"), new TestOutcome("a.E", Kind.FAILED, "broken"),
            new TestOutcome("a.F", Kind.SKIPPED, "not here")),
        run.outcomes());
    assertNull(run.lost()); // those of a class that did not get ready do not run
  }

  @Test
  void theOthersRunAfterOneThatCrashesOrGarbles() throws Exception {
    TestRun run =
        python(
            "echo tests 4",
            "i=$2; while [ $i -lt 4 ]; do",
            "  echo start $i t$i",
            "  if [ $i = 1 ]; then echo Fatal >&2; kill -9 $$; fi",
            "  if [ $i = 2 ]; then echo what; fi",
            "  echo ok; i=$((i+1))",
            "done; echo end")
            .run("test_tasks", null, null);
    List<TestOutcome> outcomes = run.outcomes();
    assertEquals(List.of("t0", "t3"), ids(outcomes, Kind.OK));
    assertEquals(List.of("t1", "t2"), ids(outcomes, Kind.FAILED));
    assertEquals("the Python ended with exit code 137: Fatal", outcomes.get(1).text());
    assertEquals("the Python wrote no line of a test: what", outcomes.get(2).text());
    assertNull(run.lost());
  }

  @Test
  void theOthersRunAfterOneThatHangs() throws Exception {
    String[] lines = {
      "if [ $2 = 0 ]; then printf 'tests 2\\nstart 0 t0\\n'; exec sleep 600; fi",
      "printf 'tests 2\\nstart 1 t1\\nok\\nend\\n'" // at once: a slow machine is no hanging test
    };
    TestRun run = python(ABOUT, lines, Duration.ofSeconds(1)).run("test_tasks", null, null);
    assertEquals(List.of("t0"), ids(run.outcomes(), Kind.FAILED));
    assertEquals(List.of("t1"), ids(run.outcomes(), Kind.OK));
    assertEquals("the Python gave no answer within 2 s", run.outcomes().get(0).text());
    assertNull(run.lost());
  }

  @Test
  void whatDiesBetweenTestsIsNotStartedForEver() throws Exception {
    TestRun run = python("exit 3").run("test_tasks", null, null);
    assertEquals(List.of("(between two tests)"), ids(run.outcomes(), Kind.FAILED));
    assertEquals("it was given up after 0 of 0 tests: the Python ended with exit code 3", run.lost());
    run = python("echo tests 9; if [ $2 = 0 ]; then echo start 0 t0; echo ok; fi; exit 3").run("test_tasks", null, null);
    assertEquals(2, ids(run.outcomes(), Kind.FAILED).size());
    assertEquals(List.of("t0"), ids(run.outcomes(), Kind.OK));
    assertEquals("it was given up after 1 of 9 tests: the Python ended with exit code 3", run.lost());
  }

  @Test
  void whatIsNotAllOfThemIsLost() throws Exception {
    for (String[] one :
        new String[][] {
          {"it has no tests", "echo end"},
          {"it has no tests", "echo tests 0; echo end"},
          {"it came to 1 of 2 tests", "echo tests 2; echo start 0 t0; echo ok; echo end"},
          {"it came to 1 of 2 tests", "echo tests 2; echo start 0 t0; echo start 1 t1; echo ok; echo end"},
          {"it came to no test", "echo tests 2; echo 'fixture a.E \"broken\"'; echo end"}
        }) {
      assertEquals(one[0], python(one[1]).run("test_tasks", null, null).lost());
    }
  }
}
