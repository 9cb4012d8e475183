package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.campaign.ExecPlain;
import io.github.aiotask.properties.campaign.FaultyProvider;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fresh programs on an implementation. */
@Tag("once")
class RandomCommandTest extends AbstractCommandTest {

  @Test
  void theImplementationAgrees() {
    assertEquals(0, run("random", "--programs", "300", "--seed", "1"), () -> out() + err());
    assertPrinted("seed 1, 300 programs, shard 1/1 of 300, rules of Python 3.14: all", "300 programs in", "/s in the second half", "chapter ");
    assertTrue(out().endsWith("nothing differs: 300 programs compared" + System.lineSeparator()), this::out);
    assertPrinted("on the runtime's loop, on the kit's loop, without contexts");
  }

  @Test
  void whatNoProgramCanExerciseIsSaidWithTheReason() {
    String[] command = {"random", "--programs", "200", "--seed", "1", "--rule", "7.*,9.*"};
    assertEquals(0, run(command), this::out);
    assertPrinted("untested: 7.8, 7.9, 7.11, 9.1, 9.2, 9.3, 9.10, 9.11, 9.12, 9.14 (--all says why)\n");
    assertEquals(0, run(append(command, "--all")), this::out);
    assertPrinted("untested: 7.8: ", "untested: 7.9, 9.2, 9.3: when the JVM collects");
    assertFalse(out().contains("10."), this::out);
  }

  // ---- what was not compared is no success

  @Test
  void whatWasNotComparedIsNotExercised() {
    String[] command = {
      "random", "--programs", "60", "--seed", "1", "--rule", "6.*", "--exec", ExecPlain.shellCommand("cannot=all")
    };
    assertEquals(1, run(command), this::out);
    assertPrinted("6 Cancel                8           0", "not compared with plain: the runtime says: not today", ", 0 compared\n");
    assertTrue(
        out().endsWith(
            "NOTHING WAS COMPARED about §6.*: this is no success (unless by --allow-nothing-compared)" + System.lineSeparator()),
        this::out);
    assertEquals(0, run(append(command, "--allow-nothing-compared")), this::out);
    assertPrinted("NOTHING WAS COMPARED about §6.*, which is allowed");
    command[5] = "--shard";
    command[6] = "1/1"; // all rules
    assertEquals(1, run(command), this::out);
    assertPrinted("NOTHING WAS COMPARED: this");
  }

  @Test
  void eachRuleThatIsAskedForWantsAProgram() {
    assertEquals(1, run("random", "--programs", "60", "--seed", "1", "--rule", "6.*,9.1,11.*"), this::out);
    assertPrinted("NOTHING WAS COMPARED about §9.1, §11.*: this is no success");
    assertFalse(out().contains("nothing differs"), this::out);
  }

  @Test
  void thePageDoesNotCountWhatWasNotComparedEither() throws Exception {
    String html = folder.resolve("page.html").toString();
    run("random", "--programs", "40", "--seed", "1", "--exec", ExecPlain.shellCommand("cannot=all"), "--html", html);
    String page = Files.readString(Path.of(html));
    assertTrue(page.contains("Nothing was compared</strong> of 40 programs"), html);
    assertFalse(page.contains("random programs</th>"), html); // a column without any number
  }

  @Test
  void aRunThatIsInterruptedIsNoSuccess() {
    Thread.currentThread().interrupt();
    int code = run("random", "--programs", "1000", "--seed", "1", "--allow-nothing-compared");
    assertTrue(Thread.interrupted());
    assertEquals(1, code, this::out);
    assertPrinted("ended early: on request");
  }

  // ---- one cause is shown once

  @Test
  void whatOneCauseExplainsIsShownOnce() throws Exception {
    Path save = folder.resolve("save");
    String html = folder.resolve("page.html").toString();
    String[] command = {"random", "--programs", "600", "--seed", "1", "--provider", FaultyProvider.NAME, "--all"};
    assertEquals(1, runWithFaulty(command));
    int rules = titles();
    assertTrue(rules > 2, this::out);
    command[7] = "--html=" + html;
    assertEquals(1, runWithFaulty(append(command, "--save", save.toString())));
    assertEquals(1, titles(), this::out);
    assertPrinted("1 of 1: §6.4 is broken", "the same cause breaks " + (rules - 1) + " more rule", "found: " + rules + "; of 1 cause");
    assertEquals(1, Files.readAllLines(save.resolve("random-1-1of1.jsonl")).size());
    String page = Files.readString(Path.of(html));
    assertTrue(page.contains("the same cause breaks ") && page.contains("id=\"d1\"") && !page.contains("id=\"d2\""), html);
  }

  private int titles() {
    return (int) out().lines().filter(line -> line.contains(" is broken by ")).count();
  }

  @Test
  void asAnOlderPythonToo() {
    assertEquals(0, run("random", "--programs", "200", "--seed", "2", "--python", "3.4"), () -> out() + err());
    assertPrinted("rules of Python 3.4");
  }

  @Test
  void whatIsSeldomMetIsCounted() {
    assertEquals(0, run("random", "--programs", "500", "--seed", "1"), () -> out() + err());
    String met = out().lines().filter(line -> line.startsWith("programs that got there: ")).findFirst().orElseThrow();
    assertTrue(met.matches(".*a callback is removed while an answer is queued \\([1-9].*"), met);
  }

  @Test
  void aSeedThatNobodyChoseIsPrinted() {
    assertEquals(0, run("random", "--programs", "1"));
    String first = out().lines().findFirst().orElseThrow();
    assertTrue(first.matches("random: seed [0-9]+, 1 program, .*"), first);
    assertEquals(0, run("random", "--programs", "1"));
    assertFalse(out().startsWith(first), first);
  }

  @Test
  void aFaultIsFoundAndNamed() {
    assertEquals(1, runWithFaulty("random", "--programs", "300", "--seed", "1", "--provider", FaultyProvider.NAME));
    assertPrinted("§6.4 is broken by faulty in ", "\n  or else §", "\n    cancel t", "the rules of Python 3.14", "  > ");
  }

  @Test
  void onlyRulesThatAreAskedForAreReported() {
    String[] command = {"random", "--programs", "300", "--seed", "1", "--provider", FaultyProvider.NAME, "--rule", ""};
    command[8] = "6.*";
    assertEquals(1, runWithFaulty(command));
    assertPrinted("§6.4 is broken", "of them §6.* applies");
    command[8] = "9.4";
    assertEquals(0, runWithFaulty(command), this::out);
    assertFalse(out().contains("broken by"), this::out);
  }

  @Test
  void aCounterexampleIsSavedAndReplays() throws Exception {
    Path save = folder.resolve("save");
    String html = folder.resolve("page.html").toString();
    String[] command = {
      "random", "--programs", "100", "--seed", "1", "--provider", FaultyProvider.NAME, "--save", save.toString(), "--html", html
    };
    assertEquals(1, runWithFaulty(command));
    String page = Files.readString(Path.of(html));
    assertTrue(page.contains("does not hold") && page.contains("<h1>faulty</h1>"), html);
    assertTrue(page.contains("<dt>run</dt><dd>random: seed 1, 100 programs") && page.contains("<dt>outcome</dt>"), html);
    assertFalse(page.contains("exercised") || page.contains("<dt> "), html); // what the matrix says too
    int row = page.indexOf("id=\"rule-9.1\"");
    String cells = page.substring(page.indexOf("</details>", row), page.indexOf("</tr>", row));
    assertFalse(cells.matches("(?s).*[0-9].*") || cells.contains("yes"), cells); // a program says nothing of what is collected

    String programs = save.resolve("random-1-1of1.jsonl").toString();
    assertEquals(1, runWithFaulty("replay", programs, "--provider", FaultyProvider.NAME));
    assertPrinted("the rules of Python 3.14", "faulty on the");
    assertEquals(0, run("replay", programs), this::out);

    assertEquals(1, run("report", save.resolve("random-1-1of1.json").toString()), () -> out() + err());
    assertPrinted("§6.4 by faulty: ", "100 of 100 programs, complete");

    String before = Files.readString(Path.of(programs));
    assertRefused(runWithFaulty(command), "random-1-1of1.json: is there already");
    assertEquals(before, Files.readString(Path.of(programs)));
  }

  @Test
  void whatARuntimeSaysIsObeyedNowhere() throws Exception {
    Path save = folder.resolve("save");
    String page = folder.resolve("page.html").toString();
    String command = ExecPlain.shellCommand("strange=yes");
    String[] random = {"random", "--programs", "30", "--seed", "1", "--exec", command, "--save", save.toString(), "--html", page};
    assertEquals(1, run(random), this::err);
    assertPrinted("on strange\\u001b[2J\\u202e\\u000afake", "\\u200b\\u009b");
    assertObeyedNowhere(out());
    assertObeyedNowhere(Files.readString(Path.of(page)));
    assertObeyedNowhere(Files.readString(save.resolve("random-1-1of1.json")));
    assertObeyedNowhere(Files.readString(save.resolve("random-1-1of1.jsonl")));
    assertEquals(1, run("report", save.resolve("random-1-1of1.json").toString()));
    assertObeyedNowhere(out());
  }

  @Test
  void aTraceOfLinesWithoutEndIsCut() throws Exception {
    Path page = folder.resolve("page.html");
    String command = ExecPlain.shellCommand("lines=300000");
    assertEquals(1, run("random", "--programs", "1", "--seed", "1", "--exec", command, "--html", page.toString()), this::err);
    String html = Files.readString(page);
    assertTrue(html.contains(" more lines)") && html.length() < 3_000_000, () -> html.length() + " characters");
  }

  private static void assertObeyedNowhere(String text) {
    assertFalse(text.matches("(?s).*[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202e\u2028].*"), text);
    assertTrue(text.lines().noneMatch(line -> line.startsWith("fake")), text);
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeTheCampaign() throws Exception {
    String there = Files.createFile(folder.resolve("there")).toString();
    String billion = "1000000000";
    String nowhere = folder.resolve("none").toString();
    assertRefused(run("random", "--programs", billion, "--html", nowhere + "/x.html"), "there is no folder " + nowhere);
    assertRefused(run("random", "--programs", billion, "--html", folder.toString()), "is a folder: name a file");
    assertRefused(run("random", "--programs", billion, "--save", there), "there is a file " + there);
    String one = folder.resolve("one").toString();
    String results = folder.resolve("random-1-1of1.json").toString();
    String[] twice = {"random", "--programs", billion, "--seed", "1", "--html", results, "--save", folder.toString()};
    assertRefused(run(twice), "two options name it");
    assertEquals(0, run("random", "--programs", "1", "--html", one));
  }

  @Test
  void shardsOfACampaignAreReportedAsOne() throws Exception {
    Path save = folder.resolve("save");
    for (String shard : new String[] {"1/2", "2/2"}) {
      assertEquals(0, run("random", "--programs", "101", "--seed", "5", "--shard", shard, "--save", save.toString()));
    }
    String first = save.resolve("random-5-1of2.json").toString();
    String second = save.resolve("random-5-2of2.json").toString();
    assertEquals(0, run("report", first, second));
    assertPrinted("seed 5: 101 of 101 programs, complete", "no difference");
    assertEquals(1, run("report", first));
    assertPrinted("seed 5: 50 of 101 programs, shard 2/2 is missing", "NOT COMPLETE: this is no success");
    assertRefused(run("report", first, first), "random-5-1of2.json: is the shard of", "once more");
  }

  @Test
  void aCommandIsComparedByWhatItSees() {
    assertEquals(0, run("random", "--programs", "150", "--seed", "1", "--exec", ExecPlain.shellCommand("sees=state,ready")));
    assertPrinted("on plain", "not compared, because it cannot see them: blocking, callbacks, message");
  }

  @Test
  void aFaultBehindACommandIsFoundAndNamed() {
    String command = ExecPlain.shellCommand("fault=" + FaultyProvider.FAULT, "sees=state,cancelling");
    assertEquals(1, run("random", "--programs", "150", "--seed", "1", "--exec", command), this::out);
    assertPrinted("§6.4 is broken by plain in ");
  }

  @Test
  void whatACommandDidIsSavedAndReplaysOnIt() throws Exception {
    Path save = folder.resolve("not/yet/there");
    String command = ExecPlain.shellCommand("fault=" + FaultyProvider.FAULT);
    String[] random = {"random", "--programs", "50", "--seed", "1", "--rule", "6.4", "--exec", command, "--save", save.toString()};
    assertEquals(1, run(append(random, "--all")), this::err);
    String again = out().lines().filter(line -> line.startsWith("to replay on plain: ")).findFirst().orElseThrow();
    Process shell = new ProcessBuilder("sh", "-c", again.replaceFirst("[^:]*: ", "")).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, shell.waitFor(), said);
    assertTrue(said.contains("on plain") && said.contains("2 runs, 2 differ"), said);
  }

  @Test
  void aCommandThatDiesOfEachProgramIsGivenUp() throws Exception {
    String command = ExecPlain.shellCommand("dies=all");
    String html = folder.resolve("page.html").toString();
    assertEquals(1, run("random", "--programs", "600", "--seed", "1", "--exec", command, "--html", html), this::out);
    assertPrinted("1 of 1: plain: the runtime ended with exit code 3: last words, in 20 programs; the simplest, r1-");
    assertPrinted("ended early: plain gave no answer to 20 programs in a row", "found: 1\n", "\n20 programs in");
    String page = Files.readString(Path.of(html));
    assertTrue(page.contains("<strong>plain</strong>: the runtime ended with exit code 3: last words, in 20 programs;"), html);
  }

  @Test
  void whatIsFoundMostComesFirst() {
    String command = ExecPlain.shellCommand("dies=r1-0", "fault=" + FaultyProvider.FAULT);
    assertEquals(1, run("random", "--programs", "150", "--seed", "1", "--all", "--exec", command), this::out);
    List<Integer> counts =
        Pattern.compile("(?m)^[0-9]+ of .* in ([0-9]+) programs?; the simplest")
            .matcher(out()).results().map(one -> Integer.valueOf(one.group(1))).toList();
    assertTrue(counts.size() > 2, this::out);
    assertEquals(counts.stream().sorted(Comparator.reverseOrder()).toList(), counts);
  }

  @Test
  void aCommandThatSaysNothingIsWaitedForAloud() throws Exception {
    Path heard = folder.resolve("heard");
    String wait = "until [ -e '" + heard + "' ]; do sleep 0.1; done; exit 7";
    StringWriter err =
        new StringWriter() {
          @Override
          public void flush() {
            try {
              Files.createFile(heard);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    List<String> command = Commands.ofShell(wait);
    assertThrows(BadInput.class, () -> Starting.start(command, new PrintWriter(err), Duration.ofMillis(100)));
    assertTrue(err.toString().contains("waiting for the first line of \"" + wait + "\""), err::toString);
  }

  @Test
  void whatACommandDiesOfIsReportedAndTheRestRuns() {
    String command = ExecPlain.shellCommand("dies=r1-20", "cannot=r1-30");
    assertEquals(1, run("random", "--programs", "60", "--seed", "1", "--exec", command), this::out);
    assertPrinted("1 of 1: plain: the runtime ended with exit code 3: last words, in 1 program; the simplest, r1-20:", "\n  main:\n", "60 programs in");
    assertPrinted("1 program not compared with plain: the runtime says: not today", "found: 1\n");
  }

  @Test
  void aCommandOfAnUnknownPythonIsRefused() {
    int code = run("random", "--programs", "60", "--exec", ExecPlain.shellCommand("version=2.7"));
    assertRefused(code, "Python 2.7: it must be one from 3.4 on");
    code = run("random", "--programs", "60", "--exec", ExecPlain.shellCommand("version=3.x"));
    assertRefused(code, "Python 3.x: it must be one from 3.4 on");
  }

  @Test
  void aCommandOfAPythonWithoutRulesIsComparedWithTheNewest() {
    String command = ExecPlain.shellCommand("version=3.99", "fault=" + FaultyProvider.FAULT);
    assertEquals(1, run("random", "--programs", "150", "--seed", "1", "--rule", "6.4", "--exec", command), this::out);
    assertPrinted("this is Python 3.99, compared with the rules of 3.15: differences may be those of the version");
    assertPrinted("no rule says that it changed between the two");
  }

  @Test
  void aCommandThatIsNoneIsRefused() {
    assertRefused(run("random", "--exec", "exit 7"), "exit 7", "exit code 7");
  }

  @Test
  void aCommandWithAProviderIsRefused() {
    assertRefused(run("random", "--exec", "any", "--provider", "aiotask"), "leave out --provider");
  }

  @Test
  void badNumbersAreRefused() {
    assertRefused(run("random", "--programs", "0"), "--programs 0 is too few");
    assertRefused(run("random", "--programs", "many"), "--programs", "many");
    assertRefused(run("random", "--shard", "3/2"), "there is no shard 3 of 2");
    assertRefused(run("random", "--shard", "half"), "\"half\" is no shard: write one as in 2/4");
    assertRefused(run("random", "--rule", "6.2,wakeup"), "\"wakeup\" is no rule");
    assertRefused(run("random", "--python", "2.7"), "no rules for Python 2.7");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    String missing = folder.resolve("missing").toString();
    assertRefused(run("random", "--html", missing + "/page.html"), "page.html: cannot be written");
  }
}
