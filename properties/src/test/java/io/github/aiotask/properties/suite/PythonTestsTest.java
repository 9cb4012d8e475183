package io.github.aiotask.properties.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
  private static final Duration SHORT = Duration.ofSeconds(1);
  @TempDir private Path folder;

  /** A Python that answers the question about itself, and runs the lines of a shell for tests: $2 is the first one. */
  private PythonTests python(String... lines) throws Exception {
    return python("version 3.13 3.13.0 cpython|accelerated True|module test_tasks|end", lines);
  }

  private PythonTests python(String about, String[] lines) throws IOException, BadInput, InterruptedException {
    Path script = folder.resolve("python");
    String hello = "if [ $# = 1 ]; then printf '%s\\n' '" + about.replace("|", "' '") + "'; exit; fi; shift\n";
    Files.writeString(script, "#!/bin/sh\n" + hello + String.join("\n", lines) + "\n");
    assertTrue(script.toFile().setExecutable(true));
    return new PythonTests(List.of(script.toString(), "tests.py"), "some/python", SHORT, SHORT);
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
      String message = assertThrows(BadInput.class, () -> python(one[0], new String[0])).getMessage();
      assertTrue(message.contains(one[1]), message);
    }
  }

  @Test
  void outcomesAreRead() throws Exception {
    List<TestOutcome> outcomes =
        python(
            "echo tests 3", "echo start 0 a.b", "echo ok", "echo start 1 a.c", "echo 'skip \"no \\\\u0041\"'",
            "echo start 2 a.d", "echo 'fail \"x y\"'", "echo 'fixture a.E \"broken\"'", "echo end")
            .run("test_tasks", null, null);
    assertEquals(
        List.of(
            new TestOutcome("a.b", Kind.OK, ""), new TestOutcome("a.c", Kind.SKIPPED, "no A"),
            new TestOutcome("a.d", Kind.FAILED, "x y"), new TestOutcome("a.E", Kind.FAILED, "broken")),
        outcomes);
  }

  @Test
  void theOthersRunAfterOneThatCrashesOrHangsOrGarbles() throws Exception {
    List<TestOutcome> outcomes =
        python(
            "echo tests 5",
            "i=$2; while [ $i -lt 5 ]; do",
            "  echo start $i t$i",
            "  if [ $i = 1 ]; then echo Fatal >&2; kill -9 $$; fi",
            "  if [ $i = 2 ]; then sleep 60; fi",
            "  if [ $i = 3 ]; then echo what; fi",
            "  echo ok; i=$((i+1))",
            "done; echo end")
            .run("test_tasks", null, null);
    assertEquals(List.of("t0", "t4"), ids(outcomes, Kind.OK));
    assertEquals(List.of("t1", "t2", "t3"), ids(outcomes, Kind.FAILED));
    assertEquals("the Python ended with exit code 137: Fatal", outcomes.get(1).text());
    assertEquals("the Python gave no answer within 2 s", outcomes.get(2).text());
    assertEquals("the Python wrote no line of a test: what", outcomes.get(3).text());
  }

  @Test
  void whatDiesBetweenTestsIsNotStartedForEver() throws Exception {
    List<TestOutcome> outcomes = python("exit 3").run("test_tasks", null, null);
    assertEquals(List.of("(between two tests)"), ids(outcomes, Kind.FAILED));
    outcomes = python("if [ $2 = 0 ]; then echo start 0 t0; echo ok; fi; exit 3").run("test_tasks", null, null);
    assertEquals(2, ids(outcomes, Kind.FAILED).size());
    assertEquals(List.of("t0"), ids(outcomes, Kind.OK));
  }
}
