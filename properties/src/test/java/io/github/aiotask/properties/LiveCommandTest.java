package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.campaign.ExecPlain;
import io.github.aiotask.properties.campaign.FaultyProvider;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Fresh programs three ways; in the place of CPython a plain runtime speaks the protocol. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the interpreter is a script for a shell")
class LiveCommandTest extends AbstractCommandTest {

  /** What is given for an interpreter: it leaves out its arguments. */
  private String python(String... args) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(script, "#!/bin/sh\nexec " + ExecPlain.shellCommand(args) + "\n");
    assertTrue(script.toFile().setExecutable(true));
    return script.toString();
  }

  @Test
  void threeWaysAgree() throws Exception {
    assertEquals(0, run("live", "--programs", "150", "--seed", "1", "--cpython", python()), () -> out() + err());
    assertPrinted("on plain", "on aiotask", "150 programs in");
  }

  @Test
  void thePageCountsWhatTheInterpreterWasAsked() throws Exception {
    Path page = folder.resolve("live.html");
    String[] command = {"live", "--programs", "50", "--seed", "1", "--cpython", python(), "--html", page.toString()};
    assertEquals(0, run(command), () -> out() + err());
    String row = Files.readString(page).replaceAll("(?s).*?(<tr id=\"rule-1[.-]1\".*?</tr>).*", "$1");
    assertEquals(2, row.split(">50<", -1).length - 1, row); // live and random
  }

  @Test
  void whatTheInterpreterDoesNotRunIsNotExercised() throws Exception {
    assertEquals(1, run("live", "--programs", "60", "--seed", "1", "--rule", "6.*", "--cpython", python("cannot=all")), this::out);
    assertPrinted("NOTHING WAS COMPARED about §6.*");
  }

  @Test
  void anotherPythonIsSaid() throws Exception {
    String[] command = {"live", "--programs", "20", "--seed", "1", "--cpython", python("version=3.99")};
    assertEquals(0, run(command), () -> out() + err());
    assertPrinted("this is Python 3.99, compared with the rules of 3.15: differences may be those of the version");
  }

  @Test
  void whoDiffersIsNamed() throws Exception {
    String[] command = {
      "live", "--programs", "150", "--seed", "1", "--cpython", python("fault=" + FaultyProvider.FAULT)
    };
    assertEquals(1, run(command));
    assertPrinted("§6.4 is broken by plain");
    command[6] = python();
    assertEquals(1, runWithFaulty(append(command, "--provider", FaultyProvider.NAME)));
    assertPrinted("§6.4 is broken by faulty");
  }

  @Test
  void whatIsExpectedOfTheTaskInCIsNoDifference() throws Exception {
    String[] command = {"live", "--c", "--programs", "1000", "--seed", "3", "--cpython", ""};
    command[7] = python("engine=CPython 3.14.2 (C Task)", "fault=SELF_ASKED_FIRST");
    assertEquals(0, run(command), this::out);
    assertPrinted("expected: C asks whether a task yields itself", "of them expected");
    command[7] = python("engine=CPython 3.14.2 (C Task)", "fault=" + FaultyProvider.FAULT);
    assertEquals(1, run(command), this::out);
    command[7] = python("fault=SELF_ASKED_FIRST"); // not of that name
    assertEquals(1, run(command), this::out);
  }

  @Test
  void programsAreRecorded() throws Exception {
    Path file = folder.resolve("new.jsonl.gz");
    String[] command = {
      "live", "--programs", "40", "--seed", "1", "--cpython", python("cannot=r1-3"), "--record", file.toString()
    };
    assertEquals(0, run(command));
    assertPrinted("recorded: 39 programs in ");
    List<Recording> recordings = Recordings.read(file);
    assertEquals(39, recordings.size());
    assertEquals("plain", recordings.get(0).traces().get("3.14").engine());
    assertEquals(0, run("recorded", "--programs", file.toString()), this::out);
    assertEquals(0, run("replay", file.toString()), this::out);
    assertRefused(run(command), "new.jsonl.gz: is there already");
  }

  @Test
  void nothingIsRecordedOfAPythonWithoutRules() throws Exception {
    String[] command = {
      "live", "--cpython", python("version=3.99"), "--record", folder.resolve("new.jsonl").toString()
    };
    assertRefused(run(command), "no rules for Python 3.99");
  }

  @Test
  void anInterpreterThatIsNoneIsRefused() {
    assertRefused(run("live", "--cpython", folder.resolve("none").toString()), "none", "cannot be started");
  }

  @Test
  void whatDiffersReplaysOnTheSameInterpreter() throws Exception {
    Path save = folder.resolve("save");
    String[] command = {
      "live", "--programs", "150", "--seed", "1", "--save", save.toString(), "--all", "--rule", "6.4", "--cpython",
      python("fault=" + FaultyProvider.FAULT)
    };
    assertEquals(1, run(command), this::err);
    String file = save.resolve("live-1-1of1.jsonl").toString();
    assertPrinted("to replay on plain: java ", " replay " + file + " --cpython " + folder.resolve("python"));
    assertEquals(1, run("replay", file, "--cpython", folder.resolve("python").toString()), this::err);
    assertPrinted("on plain", "2 runs, 2 differ");
  }

  @Test
  void aDifferenceThatIsExpectedInCReplaysAsExpected() throws Exception {
    Path save = folder.resolve("save");
    String self = python("engine=CPython 3.14.2 (C Task)", "fault=SELF_ASKED_FIRST");
    String[] command = {
      "live", "--c", "--programs", "1000", "--seed", "3", "--rule", "4.7", "--cpython", self, "--save", save.toString()
    };
    assertEquals(0, run(command), this::err);
    String file = save.resolve("live-c-3-1of1.jsonl").toString();
    assertPrinted(" replay " + file + " --c --cpython " + self);
    assertEquals(0, run("replay", file, "--c", "--cpython", self), this::out);
    assertPrinted("as expected: ", "of them as expected");
  }

  @Test
  void theInterpreterIsNoVersion() {
    assertRefused(run("live", "--python", "3.14"), "Unknown options: '--python'");
  }

  @Test
  void anotherAsyncioNeedsAnInterpreterAndAPackage() {
    assertRefused(run("live", "--asyncio", folder.toString()), "give --cpython too");
    assertRefused(run("live", "--cpython", "a", "--asyncio", folder.toString()), "has no asyncio/tasks.py");
  }

  @Test
  void twoInterpretersAreRefused() {
    assertRefused(run("live", "--cpython", "a", "--pyodide", "b"), "mutually exclusive");
  }
}
