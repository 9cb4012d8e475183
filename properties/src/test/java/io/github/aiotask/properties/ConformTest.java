package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command line: what it prints, and its exit codes. */
@Tag("once")
class ConformTest extends AbstractCommandTest {
  private static final String PROGRAM =
      "{\"format\":1,\"id\":\"X1\",\"about\":\"a bare yield\",\"rules\":[\"4.8\"],\"main\":[\"task T\",\"run\"],"
          + "\"bodies\":{\"T\":[\"log a\",\"yield\",\"log b\"]},"
          + "\"recorded\":{\"3.14\":{\"engine\":\"3.14.2 Python\",\"trace\":[\"1:a\",\"2:b\"]}}}";

  private int runFile(String content) throws IOException {
    return runFile(content.getBytes(StandardCharsets.UTF_8));
  }

  private int runFile(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("programs.jsonl"), content);
    return run("recorded", "--programs", file.toString());
  }

  @Test
  void theBuiltInProgramsAgree() {
    assertEquals(0, run("recorded"));
    for (PythonVersion version : PythonVersion.values()) { // its row of all, and none that differs
      String row = "(all)? +" + version.number().replace(".", "\\.") + " +([1-9][0-9]{3}) +\\2 +0";
      assertTrue(out().lines().anyMatch(line -> line.matches(row)), () -> version + out());
    }
    String last = out().lines().reduce((line, next) -> next).orElseThrow();
    assertTrue(last.matches("nothing differs: [0-9]{2},[0-9]{3} runs compared"), last);
  }

  @Test
  void whatCannotRunSaysWhy() {
    assertEquals(0, run("recorded", "--reasons"));
    assertTrue(out().contains("D24  StopIteration out of a generator's body: the language"), this::out);
  }

  @Test
  void aProgramOfTheUsersOwnAgrees() throws IOException {
    assertEquals(0, runFile("# mine\n\n" + PROGRAM + "\n"));
  }

  @Test
  void aDifferenceIsShownSideBySide() throws IOException {
    assertEquals(1, runFile(PROGRAM.replace("2:b", "3:b")));
    assertTrue(out().lines().anyMatch(line -> line.matches("  > 3:b +2:b")), this::out);
    assertTrue(out().contains("X1 as Python 3.14: a bare yield (§4.8)"), this::out);
  }

  @Test
  void everyDifferenceIsShownAndCounted() throws IOException {
    String wrong = PROGRAM.replace("2:b", "3:b");
    assertEquals(1, runFile(wrong + "\n" + PROGRAM.replace("X1", "X2") + "\n" + wrong.replace("X1", "X3")));
    assertTrue(out().contains("X1 as Python 3.14") && out().contains("X3 as Python 3.14"), this::out);
    assertFalse(out().contains("X2 as"), this::out);
    assertTrue(out().endsWith("2 differ: 3 runs compared" + System.lineSeparator()), this::out);
  }

  @Test
  void nothingComparedIsNoSuccess() throws IOException {
    String cannot = PROGRAM.replaceFirst("\"main\".*", "\"cannot\":\"no such thing\"}");
    assertEquals(1, runFile(cannot), () -> out() + err());
    assertTrue(out().contains("NOTHING WAS COMPARED: this is no success"), this::out);
  }

  @Test
  void theRunnerIsPrinted() throws IOException {
    assertEquals(0, run("runner"));
    try (InputStream in = Conform.class.getResourceAsStream("runner.py")) {
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), out());
    }
  }

  @Test
  void aMissingFileIsRefused() {
    assertRefused(run("recorded", "--programs", folder.resolve("none").toString()), "none: there is no such file");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertRefused(run("recorded", "--wrong"), "Unknown option: '--wrong'", "--help");
  }

  @Test
  void aMissingCommandIsRefused() {
    assertRefused(run(), "a command is missing");
  }

  @Test
  void anUnknownProviderIsRefused() {
    assertRefused(run("recorded", "--provider", "other"), "no implementation called other: there is aiotask");
  }

  @Test
  void aTornLineIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM + "\n" + PROGRAM.substring(0, 40)), "programs.jsonl:2: is no program");
  }

  @Test
  void aBinaryFileIsRefused() throws IOException {
    assertRefused(runFile(new byte[] {(byte) 0xff, 0, 1, 2}), "is no UTF-8 text");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertRefused(runFile("\n"), "holds no program");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"format\":1", "\"format\":3")), "format 3 is newer");
  }

  @Test
  void anUnknownInstructionIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"yield\"", "\"jump 3\"")), ":1: unknown instruction \"jump\" in \"jump 3\"");
  }

  @Test
  void anUnknownFieldIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"about\"", "\"abuot\"")), "abuot");
  }

  @Test
  void aValueOfAWrongTypeIsNamedByItsPlace() throws IOException {
    assertRefused(
        runFile(PROGRAM.replace("[\"task T\",\"run\"]", "[\"task T\",[\"run\"]]")),
        ":1: is no program: the value of \"main[1]\" has a wrong type");
  }

  @Test
  void aMissingFieldIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"main\":[\"task T\",\"run\"],", "")), "\"main\" is missing");
  }

  @Test
  void aNullInstructionIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("[\"task T\",\"run\"]", "[null]")), "\"an entry of main\" is missing");
  }

  @Test
  void aDoubleIdIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM + "\n" + PROGRAM), ":2: the id X1 is there twice");
  }

  @Test
  void anUnknownRuleIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"4.8\"", "\"wakeup\"")), "\"rules\" holds \"wakeup\", which is no rule number");
    assertRefused(runFile(PROGRAM.replace("\"4.8\"", "\"66.2\"")), "\"rules\" holds \"66.2\", which is no rule number");
    assertRefused(runFile(PROGRAM.replace("\"4.8\"", "")), "\"rules\" needs one rule number");
  }

  @Test
  void nothingToRunIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"3.14\"", "\"2.7\"")), "\"2.7\" is no version", "3.4, 3.6");
  }

  @Test
  void aProgramThatMakesNoSenseIsATrace() throws IOException {
    assertEquals(1, runFile(PROGRAM.replace("\"run\"", "\"step nobody\"")));
    assertTrue(out().contains("0:UNHANDLED NameError(nobody)"), this::out);
  }

  @Test
  void aProgramThatNeverEndsEnds() throws IOException {
    String endless =
        PROGRAM
            .replace("\"run\"", "\"soon call again\",\"forever\"")
            .replace("\"bodies\":{", "\"bodies\":{\"again\":[\"soon call again\"],");
    assertEquals(1, runFile(endless));
    assertTrue(out().contains("UNHANDLED Endless()"), this::out);
  }

  @Test
  void aFaultOfTheKitIsNoDifference() throws Exception {
    Path file = Files.writeString(folder.resolve("programs.jsonl"), PROGRAM);
    StringWriter err = new StringWriter();
    PrintWriter broken =
        new PrintWriter(
            new StringWriter() {
              @Override
              public void write(String text, int from, int length) {
                throw new IllegalStateException("our own");
              }
            });
    int code = Conform.execute(broken, new PrintWriter(err, true), "recorded", "--programs", file.toString());
    assertEquals(70, code, err::toString);
    assertTrue(err.toString().startsWith("aiotask-conform: this is a fault of the kit"), err::toString);
    assertTrue(err.toString().contains("our own"), err::toString);
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("programs.jsonl"), PROGRAM);
    for (String[] command : new String[][] {{"recorded", "--programs", file.toString()}, {"rules"}, {"--help"}}) {
      StringWriter err = new StringWriter();
      assertEquals(2, Conform.execute(TerminalTest.full(), err, command), err::toString);
      assertEquals("aiotask-conform: the output cannot be written: No space left on device", err.toString().strip());
    }
  }

  @Test
  void aCampaignThatNobodyReadsEnds() {
    StringWriter err = new StringWriter();
    String[] hours = {"random", "--programs", "1000000000"};
    Duration generous = Duration.ofMinutes(5);
    assertEquals(2, assertTimeoutPreemptively(generous, () -> Conform.execute(TerminalTest.full(), err, hours)), err::toString);
  }

  // ---- limits

  private void assertRefusedProgram(String main, String... parts) throws IOException {
    assertRefused(runFile(PROGRAM.replace("\"task T\",\"run\"", main)), parts);
  }

  @Test
  void anEndlessLineIsRefused() throws IOException {
    assertRefused(runFile(PROGRAM + "\n" + "x".repeat(17_000_000)), "jsonl:2: is a line of more than 16,777,216 characters");
  }

  @Test
  void whatIsInsideOfEachOtherWithoutEndIsRefused() throws IOException {
    String code = "soon ".repeat(100_000) + "log x";
    assertRefusedProgram("\"" + code + "\"", "jsonl:1: more than 100 instructions inside of each other in \"soon soon");
    assertTrue(err().length() < 400, this::err);
    assertEquals(1, runFile(PROGRAM.replace("\"task T\"", "\"" + "soon ".repeat(99) + "log x\"")), this::err);
    assertRefusedProgram("\"log x\"],\"bodies\":" + "[".repeat(100_000), "jsonl:1: is no program");
  }

  @Test
  void aHugeNumberIsRefused() throws IOException {
    String limit = "jsonl:1: is no program: Number value length (2000) exceeds the maximum allowed (1000)";
    assertRefused(runFile(PROGRAM.replace("\"format\":1", "\"format\":" + "1".repeat(2_000))), limit);
  }

  @Test
  void aHugeProgramIsRefused() throws IOException {
    assertRefusedProgram("\"yield\"" + ",\"yield\"".repeat(5_000), "jsonl:1: has more than 5,000 instructions");
    assertRefusedProgram("\"at 1 yield\"" + ",\"at 1 yield\"".repeat(2_500), "jsonl:1: has more than 5,000 instructions");
  }

  @Test
  void aProgramThatTakesTooLongIsRefused() throws IOException {
    String calls = "\"call T\"" + ",\"call T\"".repeat(100);
    String program = PROGRAM.replace("\"log a\",\"yield\",\"log b\"", "\"try\",\"end\",".repeat(1_000) + "\"try\"");
    String refused = "the program X1 has a run of more than 100,000 instructions and handles";
    assertRefused(runFile(program.replace("\"task T\",\"run\"", calls)), refused);
    Path file = folder.resolve("programs.jsonl");
    assertRefused(run("replay", file.toString()), refused);
    assertRefusedProgram("\"at 999999999 log x\"" + ",\"at 999999999 log x\"".repeat(999) + ",\"run 1000\"", refused);
  }

  @Test
  void aTraceWithoutEndIsRefused() throws IOException {
    String refused = "the program X1 has a trace of more than 4,000,000 characters";
    assertRefusedProgram("\"log " + "x".repeat(4_000_000) + "\"", refused);
  }

  @Test
  void whatGoesDeepIsNoFault() throws IOException {
    String body = "\"timeout 1\",\"end\",".repeat(2_000) + "\"log a\"";
    Path file = folder.resolve("deep.jsonl");
    Files.writeString(file, PROGRAM.replace("\"log a\",\"yield\",\"log b\"", body).replaceFirst(",\"recorded\".*", "}"));
    assertEquals(0, run("replay", file.toString()), () -> out() + err());
  }

  @Test
  void aFileWithoutEndIsNoResultFile() throws IOException {
    Path file = Files.write(folder.resolve("result.json"), new byte[17_000_000]);
    assertRefused(run("report", file.toString()), "is no result file: it has more than 16,777,216 bytes");
  }

  @Test
  void nothingOfAFileIsObeyed() throws IOException {
    assertEquals(1, runFile(PROGRAM.replace("a bare yield", "\\u001b[2J\u202e\\nx").replace("2:b", "3:b")));
    assertPrinted("X1 as Python 3.14: \\u001b[2J\\u202e\\u000ax (§4.8)");
  }

  @Test
  void helpNamesTheCommands() {
    assertEquals(0, run("--help"));
    assertPrinted("random", "live", "recorded", "replay", "rules", "report", "runner");
  }
}
