package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.suite.PythonTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;

/** CPython's own tests, in a short form; all of them in the nightly profile. */
class SuiteCommandTest extends AbstractCommandTest {
  private static final List<String> VERSIONS = List.of("3.11", "3.12", "3.13", "3.14");
  private static Optional<String> absent; // why there is no such Python; null: not looked for yet

  /** Skips the test where no python3 with tests is on the search path, and says so. */
  private static void assumePythonWithTests() throws InterruptedException {
    if (absent == null) {
      absent = lookForPython();
    }
    assumeTrue(absent.isEmpty(), () -> "CPython's own tests cannot run: " + absent.orElseThrow());
  }

  private static Optional<String> lookForPython() throws InterruptedException {
    try {
      PythonTests found = new PythonTests(Commands.python(null), Duration.ofMinutes(1));
      return VERSIONS.contains(found.version())
          ? Optional.empty()
          : Optional.of("the python3 of the search path is a " + found.release() + ", and none of " + String.join(", ", VERSIONS));
    } catch (BadInput none) {
      return Optional.of(none.getMessage());
    }
  }

  @Test
  void someOfCPythonsTestsPass() throws Exception {
    assumePythonWithTests();
    int code = run("suite", "test_futures2", "test_context", "test_timeouts", "test_tasks.CTask_Future_Tests", "test_tasks.CCurrentLoopTests");
    assertEquals(0, code, () -> out() + err());
    assertPrinted("test_tasks.CTask_Future_Tests", "nothing is worse: ");
  }

  @Test
  void someProgramsAgree() throws Exception {
    assumePythonWithTests();
    assertEquals(0, run("suite", "--fuzz", "50", "--seed", "1"), () -> out() + err());
    assertPrinted("(Task of the JVM)", "nothing differs: ");
  }

  /** Plain, as 3.14, whose faults are planted, whatever it is asked for. */
  public static final class Uncounted implements TaskRuntimeProvider {
    @Override
    public String name() {
      return "uncounted";
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      return PlainRuntimeProvider.with(Fault.CANCEL_UNCOUNTED).newRuntime(options.withVersion(PythonVersion.PYTHON_3_14));
    }
  }

  @Test
  void aFaultOfTheImplementationIsSeen() throws Exception {
    assumePythonWithTests();
    String[] command = {"suite", "--provider", "uncounted", "test_tasks.CTask_CFuture_Tests.test_uncancel_basic"};
    assertEquals(1, runWith(Uncounted.class, command), () -> out() + err());
    assertPrinted("test_uncancel_basic: failed, with the accelerator ok", "1 test worse: 1 test run");
    assertEquals(1, runWith(Uncounted.class, "suite", "--provider", "uncounted", "--fuzz", "150", "--seed", "1"));
    assertPrinted("§6.4 is broken by ", "(Task of the JVM) in ");
  }

  @Test
  @EnabledIfSystemProperty(named = "aiotask.nightly", matches = "true", disabledReason = "minutes: in the profile nightly alone")
  void allOfCPythonsTestsPass() throws Exception {
    assumePythonWithTests();
    assertEquals(0, run("suite"), () -> out() + err());
    assertEquals(0, run("suite", "--fuzz", "2000"), () -> out() + err());
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertRefused(run("suite", "--python", "/no/such/python"), "/no/such/python cannot be started");
    assertRefused(run("suite", "--seed", "3"), "--seed is for the programs of --fuzz");
    assertRefused(run("suite", "--limit", "0"), "--limit 0 is too short");
    assertRefused(run("suite", "--provider", "nobodys"), "no implementation called nobodys");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
  void anotherPythonIsRefused() throws Exception {
    assertRefused(run("suite", "--python", python("3.10", "test_tasks")), "is a CPython 3.10.0: take one of 3.11, 3.12, 3.13, 3.14");
    assertRefused(run("suite", "--python", python("3.13", "test_locks"), "test_tasks"), "has no test_tasks", "it has test_locks");
    assertRefused(run("suite", "--python", python("3.13", "test_locks"), "--fuzz", "1", "test_locks"), "--fuzz runs programs");
    assertRefused(run("suite", "--python", python("3.13", "test_locks"), "--fuzz", "0"), "--programs 0 is too few");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
  void nothingIsNoSuccess() throws Exception {
    assertEquals(1, run("suite", "--python", python("3.13", "test_other"))); // it has none of the modules
    assertPrinted("not in this CPython: test_base_events, ", "NO TEST PASSED");
    assertEquals(1, run("suite", "--python", python("3.13", "test_locks"), "test_locks"));
    assertPrinted("NO TEST PASSED");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
  void aRunThatIsLostIsNoSuccess() throws Exception {
    String all = "printf 'tests 2\\nstart 0 t0\\nok\\nstart 1 t1\\nok\\nend\\n'";
    for (String[] one :
        new String[][] {
          {":", "it was given up after 0 of 0 tests: the Python ended with exit code 0"},
          {"echo end", "it has no tests"},
          {"echo tests 2; exit 3", "it was given up after 0 of 2 tests: the Python ended with exit code 3"},
          {"printf 'tests 2\\nstart 0 t0\\nok\\nend\\n'", "it came to 1 of 2 tests"}
        }) {
      String accelerated = "if [ $# = 4 ]; then " + one[0] + "; else " + all + "; fi";
      assertEquals(1, run("suite", "--python", python("3.13", "test_locks", accelerated), "test_locks"), one[0]);
      assertPrinted("LOST: test_locks with the accelerator: " + one[1], "A RUN WAS LOST: this is no success: 2 tests run");
      String ours = "if [ $# = 6 ]; then " + one[0] + "; else " + all + "; fi";
      assertEquals(1, run("suite", "--python", python("3.13", "test_locks", ours), "test_locks"), one[0]);
      assertPrinted("LOST: test_locks with aiotask: " + one[1]);
    }
    assertEquals(0, run("suite", "--python", python("3.13", "test_locks", all), "test_locks"));
    assertPrinted("nothing is worse: 2 tests run");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
  void whatIsUntriedIsSaid() throws Exception {
    run("suite", "--python", python("3.14", "test_locks"), "test_locks");
    assertPrinted("untried: this has not run on a CPython 3.14.0 yet");
    run("suite", "--python", python("3.13", "test_locks"), "test_locks");
    assertFalse(out().contains("untried"), out());
  }

  /** One that has a module, and no test in that. */
  private String python(String version, String module) throws Exception {
    return python(version, module, "echo end");
  }

  /** One that has a module, and these lines of a shell to run it. */
  private String python(String version, String module, String lines) throws Exception {
    Path script = folder.resolve("python");
    String about = "version " + version + " " + version + ".0 cpython\\naccelerated True\\nmodule " + module + "\\nend\\n";
    Files.writeString(script, "#!/bin/sh\nif [ $# = 1 ]; then printf '" + about + "'; exit; fi\n" + lines + "\n");
    assertTrue(script.toFile().setExecutable(true));
    return script.toString();
  }
}
