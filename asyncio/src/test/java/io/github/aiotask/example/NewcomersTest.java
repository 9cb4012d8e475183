package io.github.aiotask.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.aiotask.asyncio.Runner;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.OtherJvm;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs as a newcomer writes them say the same on every carrier, without flags and with them; on the real clock. */
class NewcomersTest {
  private static final String[] NO_FLAGS = {};
  private static final String[] OPENS = {"--add-opens", "java.base/java.lang=ALL-UNNAMED"};

  private interface Body {
    void run(PrintStream out) throws Exception;
  }

  private record Program(Class<?> type, Body body, String expected) {}

  private static final List<Program> PROGRAMS =
      List.of(
          new Program(
              Downloads.class,
              Downloads::run,
              """
              /home: the home page
              /news: the news page
              /slow: the time is over: timeout of 100 ms in Task-4
              /lost: status 404
              /about: the about page
              never more than 2 at once
              """),
          new Program(
              Retry.class,
              Retry::run,
              """
              answered at call 4
              the time is over: timeout of 50 ms in Task-1
              it was called in vain
              """),
          new Program(
              Chat.class,
              Chat::run,
              """
              Ann hears Ann is here
              Ann hears Bob is here
              Bob hears Bob is here
              Ann hears Ann: hello Bob
              Bob hears Ann: hello Bob
              Ann hears Bob has left
              closed
              """),
          new Program(
              Periodic.class,
              Periodic::run,
              """
              run 1
              failed, and goes on: no luck
              run 3
              run 4
              stopped
              """));

  private static final List<String> PIPELINE =
      List.of("+ 3", "+ 5", "+ 9", "no more words: press Ctrl-C", "the reader closes its source", "the sum is 17");

  static Stream<Carrier> carriers() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  @TestFactory
  Stream<DynamicTest> eachSaysTheSameOnEveryCarrier() {
    return carriers()
        .flatMap(
            carrier ->
                PROGRAMS.stream()
                    .map(
                        program ->
                            DynamicTest.dynamicTest(
                                program.type().getSimpleName() + " on " + carrier,
                                () -> assertEquals(program.expected().lines().toList(), said(program.body(), carrier)))));
  }

  private static List<String> said(Body body, Carrier carrier) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    run(body, carrier, printed);
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void run(Body body, Carrier carrier, OutputStream printed) throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (Runner runner = new Runner()) {
      runner.run(Direct.coroutine(carrier, () -> body.run(out)));
    }
  }

  @TestFactory
  Stream<DynamicTest> eachSaysTheSameInAnyJvm() {
    return PROGRAMS.stream()
        .flatMap(program -> Stream.of(inOtherJvm(program, "no flags", NO_FLAGS), inOtherJvm(program, "a flag", OPENS)));
  }

  private static DynamicTest inOtherJvm(Program program, String name, String... flags) {
    return DynamicTest.dynamicTest(
        program.type().getSimpleName() + " with " + name,
        () -> assertEquals(program.expected().lines().toList(), OtherJvm.run(program.type(), flags)));
  }

  /** The test's thread is interrupted, as SIGINT does it. */
  @ParameterizedTest
  @MethodSource("carriers")
  void anInterruptEndsThePipelineInOrder(Carrier carrier) {
    Thread program = Thread.currentThread();
    ByteArrayOutputStream printed =
        new ByteArrayOutputStream() {
          private boolean interrupted;

          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!interrupted && toString(StandardCharsets.UTF_8).contains("Ctrl-C")) {
              interrupted = true;
              program.interrupt();
            }
          }
        };
    assertThrows(InterruptedException.class, () -> run(Pipeline::run, carrier, printed));
    assertEquals(PIPELINE, printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void aSignalEndsThePipelineInOrder() throws Exception {
    signalEndsThePipelineInOrder(NO_FLAGS);
  }

  @Test
  void aSignalEndsThePipelineInOrderWithAFlag() throws Exception {
    signalEndsThePipelineInOrder(OPENS);
  }

  /** What Ctrl-C sends. */
  private static void signalEndsThePipelineInOrder(String... flags) throws Exception {
    assumeTrue(OtherJvm.canBeSentSigint(), OtherJvm.NO_SIGINT);
    Process process = new ProcessBuilder(OtherJvm.listening(Pipeline.class, flags)).redirectErrorStream(true).start();
    try (BufferedReader out = process.inputReader()) {
      List<String> lines = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.contains("Ctrl-C")) {
          OtherJvm.sendSigint(process);
        }
      }
      List<String> expected = new ArrayList<>(PIPELINE);
      expected.add("good bye");
      assertEquals(expected, lines);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue()); // it has caught the interrupt
    } finally {
      process.destroyForcibly();
    }
  }
}
