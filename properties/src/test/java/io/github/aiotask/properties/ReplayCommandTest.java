package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.properties.campaign.ExecPlain;
import io.github.aiotask.properties.campaign.FaultyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Programs of a file. */
class ReplayCommandTest extends AbstractCommandTest {
  private static final String PROGRAM =
      "{\"format\":2,\"id\":\"x1\",\"rules\":[\"6.4\"],\"trace\":\"all\",\"main\":[\"task t0\",\"cancel t0\",\"run\"],"
          + "\"bodies\":{\"t0\":[\"yield\"]}}\n";

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("programs.jsonl"), content).toString();
  }

  @Test
  void aProgramThatAgrees() throws Exception {
    assertEquals(0, run("replay", file(PROGRAM)));
    assertPrinted("1 run, 0 differ");
    assertEquals(0, run("replay", file(PROGRAM), "--python", "3.4"));
  }

  @Test
  void aProgramThatDiffersIsShownAsAWhole() throws Exception {
    assertEquals(1, runWithFaulty("replay", file(PROGRAM), "--provider", FaultyProvider.NAME));
    assertPrinted("x1: §6.4", "  t0:\n    yield\n", "    0:main: task t0 ", "x1 differs as Python 3.14", "1 run, 1 differs");
  }

  @Test
  void aRecordedTraceIsComparedToo() throws Exception {
    String recorded =
        PROGRAM.replace(
            "\"bodies\"", "\"recorded\":{\"3.4\":{\"engine\":\"CPython 3.4\",\"trace\":[\"0:main: task t0\"]}},\"bodies\"");
    assertEquals(1, run("replay", file(recorded)));
    assertPrinted("CPython 3.4 ", "x1 differs as Python 3.4");
  }

  @Test
  void aLongRunEndsAtTheSamePollOnBothSides() throws Exception {
    String line = "{\"format\":2,\"id\":\"x2\",\"rules\":[\"8.6\"],\"trace\":\"all\",\"main\":[\"at POLLS log x\",\"run 5000\"]}\n";
    for (String polls : new String[] {"999", "1000", "1001", "4000"}) {
      assertEquals(0, run("replay", file(line.replace("POLLS", polls))), () -> polls + out() + err());
    }
  }

  @Test
  void aProgramRunsAsThePythonThatItNames() throws Exception {
    String old = PROGRAM.replace("\"main\"", "\"python\":\"3.4\",\"main\"");
    assertEquals(0, runWithFaulty("replay", file(old), "--provider", FaultyProvider.NAME), this::out); // 3.4 counts nothing
    assertPrinted("1 run, 0 differ");
    assertEquals(1, runWithFaulty("replay", file(old), "--provider", FaultyProvider.NAME, "--python", "3.14"));
    assertRefused(run("replay", file(old.replace("3.4", "2.7"))), "\"2.7\" is no version");
  }

  @Test
  void aProgramRunsOnACommand() throws Exception {
    String faulty = ExecPlain.shellCommand("fault=" + FaultyProvider.FAULT);
    assertEquals(1, run("replay", file(PROGRAM), "--exec", faulty), this::err);
    assertPrinted("on plain", "the rules of Python 3.14", "x1 differs as Python 3.14", "1 run, 1 differs");
    assertEquals(0, run("replay", file(PROGRAM), "--exec", ExecPlain.shellCommand()), this::err);
    assertEquals(1, run("replay", file(PROGRAM), "--exec", ExecPlain.shellCommand("dies=x1")), this::err);
    assertPrinted("x1: plain: the runtime ended with exit code 3: last words");
    String cannot = ExecPlain.shellCommand("cannot=x1");
    assertEquals(1, run("replay", file(PROGRAM), "--exec", cannot), this::err);
    assertPrinted("x1 is not compared: the runtime says: not today", "0 runs, 0 differ; 1 more not compared", "NOTHING WAS COMPARED");
    assertEquals(0, run("replay", file(PROGRAM), "--exec", cannot, "--allow-nothing-compared"), this::err);
    assertEquals(0, run("replay", file(PROGRAM + PROGRAM.replace("x1", "x2")), "--exec", cannot), this::err);
    assertPrinted("1 run, 0 differ; 1 more not compared");
    String old = PROGRAM.replace("\"main\"", "\"python\":\"3.4\",\"main\"");
    assertEquals(1, run("replay", file(old), "--exec", faulty), this::err);
    assertPrinted("x1 is not run: it is for Python 3.4", "0 runs", "NOTHING WAS COMPARED");
  }

  @Test
  void whoRunsItIsSaidOnce() throws Exception {
    assertRefused(run("replay", file(PROGRAM), "--exec", "any", "--provider", "aiotask"), "leave out --provider");
    assertRefused(run("replay", file(PROGRAM), "--exec", "any", "--cpython", "any"), "mutually exclusive");
    assertRefused(run("replay", file(PROGRAM), "--c"), "give --cpython or --pyodide");
  }

  @Test
  void badInputIsRefused() throws Exception {
    assertRefused(run("replay"), "FILE");
    assertRefused(run("replay", folder.resolve("none").toString()), "there is no such file");
    assertRefused(run("replay", file(PROGRAM.replace("yield", "leap"))), "programs.jsonl:1: unknown instruction \"leap\"");
    assertRefused(run("replay", file(PROGRAM), "--python", "3.5"), "no rules for Python 3.5");
    assertRefused(run("replay", Path.of(file(PROGRAM)).getParent().toString()), "cannot be read");
  }
}
