package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.aiotask.direct.OtherJvm;
import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ctrl-C, sent to JVMs of their own. The limits are for what hangs. */
class SigintTest {
  private static final int SIGINT_EXIT = 130;

  @BeforeAll
  static void thereAreSignals() {
    assumeTrue(OtherJvm.canBeSentSigint(), OtherJvm.NO_SIGINT);
  }

  private static Process start(List<String> command) throws Exception {
    return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
  }

  /** Sends SIGINT after each line that ends with one of the words; what it said. */
  private static List<String> saidBy(Class<?> main, int exitCode, String... signalsAfter) throws Exception {
    Process process = start(OtherJvm.listening(main));
    try (BufferedReader out = process.inputReader()) {
      List<String> said = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (List.of(signalsAfter).contains(line)) {
          OtherJvm.sendSigint(process);
        }
      }
      assertEndsWith(exitCode, process);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertEndsWith(int exitCode, Process process) throws Exception {
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(exitCode, process.exitValue());
  }

  /** §10.58 */
  @Test
  void theFirstCancelsMain() throws Exception {
    assertEquals(List.of("ready", "cleaned"), saidBy(SigintPrograms.CleansUp.class, SIGINT_EXIT, "ready"));
  }

  @Test
  void itIsNotTakenOverWithoutTheOption() throws Exception {
    assertEquals(List.of("ready"), saidBy(SigintPrograms.WithoutTheOption.class, SIGINT_EXIT, "ready"));
  }

  /** §10.58: and the close cancels main once more. */
  @Test
  void theSecondLeavesTheRun() throws Exception {
    assertEquals(
        List.of("ready", "swallowed", "ended", "closed"),
        saidBy(SigintPrograms.SwallowsOne.class, SIGINT_EXIT, "ready", "swallowed"));
  }

  /** The first is swallowed, the second leaves the run, whose close is swallowed too. */
  @Test
  void theThirdEndsTheJvm() throws Exception {
    assertEquals(
        List.of("ready", "swallowed", "swallowed"),
        saidBy(SigintPrograms.SwallowsAll.class, SIGINT_EXIT, "ready", "swallowed"));
  }

  /** Two that come at once may be one. */
  @Test
  void aLoopThatIsStuckIsEndedToo() throws Exception {
    Process process = start(OtherJvm.listening(SigintPrograms.NeverAwaits.class));
    try (BufferedReader out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      do {
        OtherJvm.sendSigint(process);
      } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
      assertEndsWith(SIGINT_EXIT, process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void afterTheRunItIsWhoseItWas() throws Exception {
    assertEquals(List.of("handled", "ready"), saidBy(SigintPrograms.HandlesNoLonger.class, SIGINT_EXIT, "ready"));
  }

  @Test
  void whoCatchesItGoesOnAndMayRunAgain() throws Exception {
    String caught = "caught, and interrupted: false";
    assertEquals(
        List.of("ready", "cleaned", caught, "ready", "cleaned", caught),
        saidBy(SigintPrograms.RunsTwice.class, 0, "ready"));
  }

  @Test
  void oneThatComesWhileTheRunnerClosesIsRaised() throws Exception {
    assertEquals(List.of("ready"), saidBy(SigintPrograms.HangsAtTheEnd.class, SIGINT_EXIT, "ready"));
  }

  @Test
  void itIsForAllThreadsThatHandleIt() throws Exception {
    String ended = "ended by InterruptedException";
    assertEquals(List.of("ready", ended, ended), saidBy(SigintPrograms.TwoThreads.class, 0, "ready"));
  }

  /** As Python, which a shell starts so in the background. */
  @Test
  void aProcessThatIgnoresItGoesOnIgnoringIt() throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    command.addAll(OtherJvm.command(SigintPrograms.EndsByInput.class));
    Process process = start(command);
    try (BufferedReader out = process.inputReader()) {
      assertEquals("ready", out.readLine());
      OtherJvm.sendSigint(process);
      process.getOutputStream().write('A');
      process.getOutputStream().close();
      assertEquals("read 65", out.readLine());
      assertEndsWith(0, process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    assertEquals(
        List.of(
            "SIGINT is not to be had from this JVM: start java without -Xrs (Signal already used by VM or OS: SIGINT)"),
        OtherJvm.run(SigintPrograms.SaysWhyNot.class, "-Xrs"));
    assertEquals(
        List.of("this JVM tells nobody of SIGINT: have it the module jdk.unsupported (java --add-modules jdk.unsupported)"),
        OtherJvm.run(SigintPrograms.SaysWhyNot.class, "--limit-modules", "java.logging"));
  }
}
