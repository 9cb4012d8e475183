package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.LoopError;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop from its first run to its end (§10.57 to §10.59). */
class RunnerTest {
  private final List<String> log = new ArrayList<>();

  private static void interrupt() {
    Thread.currentThread().interrupt();
  }

  @Test
  void runsAProgramInDirectStyle() throws Exception {
    Asyncio.run(
        asyncio -> {
          await(asyncio.sleep(Duration.ofMillis(1)));
          log.add("ran");
        });
    assertEquals(List.of("ran"), log);
    assertThrows(
        PyError.class,
        () ->
            Asyncio.run(
                asyncio -> {
                  throw new PyError("ValueError", "v");
                }));
  }

  /** §10.57 */
  @Test
  void runsShareOneContext() throws Exception {
    PyGuest guest = new PyGuest();
    guest.context.value = 1;
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withGuest(guest));
    Coroutine<Integer> second = coroutine(() -> guest.context.value);
    try (Runner runner = new Runner(runtime)) {
      runner.run(coroutine(() -> guest.context.value = 2));
      assertEquals(2, runner.run(second));
    }
    assertEquals(1, guest.context.value);
  }

  /** §10.57 */
  @Test
  void refusesToRunInsideOfARunAndWhenClosed() throws Exception {
    Runner runner = new Runner();
    Task<?> tried =
        runner.run(
            coroutine(
                () -> {
                  assertThrows(IllegalStateException.class, () -> runner.run(coroutine(() -> 1)));
                  assertThrows(IllegalStateException.class, runner::close);
                  return runner.asyncio().currentTask();
                }));
    assertTrue(tried.isDone());
    runner.close();
    runner.close();
    assertThrows(IllegalStateException.class, () -> runner.run(coroutine(() -> 1)));
    assertTrue(runner.loop().isClosed());
  }

  /** §10.57: another runner's loop is a running one too; and what was refused does not run later. */
  @Test
  void refusesToRunInsideOfAnotherRun() throws Exception {
    try (Runner other = new Runner()) {
      Asyncio.run(
          asyncio -> {
            assertThrows(IllegalStateException.class, () -> other.run(coroutine(() -> log.add("refused"))));
            assertThrows(IllegalStateException.class, () -> Asyncio.run(inner -> log.add("refused")));
          });
      other.run(coroutine(() -> { await(other.asyncio().sleep(Duration.ZERO)); }));
    }
    assertEquals(List.of(), log);
  }

  @Test
  void refusesNull() {
    try (Runner runner = new Runner()) {
      Coroutine<String> main = null;
      assertEquals("run(main): it is null", assertThrows(NullPointerException.class, () -> runner.run(main)).getMessage());
    }
  }

  /** §10.58 */
  @Test
  void anInterruptCancelsMain() throws Exception {
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<Void> main =
          coroutine(
              () -> {
                asyncio.loop().callSoon(any -> interrupt(), null, null);
                try {
                  await(asyncio.createFuture());
                } finally {
                  log.add("cleaned");
                }
              });
      assertThrows(InterruptedException.class, () -> runner.run(main));
      assertEquals(List.of("cleaned"), log);
      assertFalse(Thread.interrupted());
      assertEquals(1, runner.run(coroutine(() -> 1)));
    }
  }

  /** §10.58: the caller's thread is the one that others know. */
  @Test
  void anInterruptOfTheCallersThreadCancelsMain() throws Exception {
    Thread caller = Thread.currentThread();
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<Void> main =
          coroutine(
              () -> {
                new Thread(caller::interrupt).start();
                try {
                  await(asyncio.createFuture());
                } finally {
                  log.add("cleaned");
                }
              });
      assertThrows(InterruptedException.class, () -> runner.run(main));
      assertEquals(List.of("cleaned"), log);
      assertFalse(Thread.interrupted());
      interrupt();
      assertThrows(InterruptedException.class, () -> runner.run(coroutine(() -> await(asyncio.createFuture()))));
      assertFalse(Thread.interrupted());
    }
  }

  /** §10.58: an interrupt that finds main done has nobody to cancel. */
  @Test
  void anInterruptAfterTheEndOfMainIsRaised() throws Exception {
    try (Runner runner = new Runner()) {
      Coroutine<Integer> main =
          coroutine(
              () -> {
                interrupt();
                return 1;
              });
      assertThrows(InterruptedException.class, () -> runner.run(main));
    }
  }

  /** §10.58: main may go on. */
  @Test
  void mainMaySwallowAnInterrupt() throws Exception {
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<String> main =
          coroutine(
              () -> {
                asyncio.loop().callSoon(any -> interrupt(), null, null);
                try {
                  await(asyncio.createFuture());
                  return "never";
                } catch (CancelledError error) {
                  return "went on";
                }
              });
      assertEquals("went on", runner.run(main));
    }
  }

  /** §10.58: somebody else has cancelled main too. */
  @Test
  void aCancelOfMainIsNotTheInterrupts() throws Exception {
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<Void> main =
          coroutine(
              () -> {
                asyncio.currentTask().cancel();
                asyncio.loop().callSoon(any -> interrupt(), null, null);
                try {
                  await(asyncio.createFuture());
                } catch (CancelledError error) {
                  await(asyncio.createFuture());
                }
              });
      assertThrows(CancelledError.class, () -> runner.run(main));
    }
  }

  /** §10.58 */
  @Test
  void theSecondInterruptLeavesAtOnce() throws Exception {
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<Void> main =
          coroutine(
              () -> {
                asyncio.loop().callSoon(any -> interrupt(), null, null);
                try {
                  await(asyncio.createFuture());
                } catch (CancelledError first) {
                  interrupt();
                  try {
                    await(asyncio.createFuture());
                  } finally {
                    log.add("at close");
                  }
                }
              });
      assertThrows(InterruptedException.class, () -> runner.run(main));
      assertEquals(List.of(), log);
    }
    assertEquals(List.of("at close"), log);
  }

  /** §10.59 */
  @Test
  void closeReportsWhatFailsThen() throws Exception {
    List<LoopError> reports = new ArrayList<>();
    Runner runner = new Runner();
    Asyncio asyncio = runner.asyncio();
    runner.loop().setExceptionHandler(reports::add);
    Coroutine<Void> background =
        coroutine(
            () -> {
              try {
                await(asyncio.createFuture());
              } catch (CancelledError error) {
                throw new PyError("ValueError", "v");
              }
            });
    Task<Void> task = asyncio.createTask(background);
    runner.run(coroutine(() -> { await(asyncio.sleep(Duration.ZERO)); }));
    runner.close();
    assertSame(task.exception(), reports.get(0).exception());
    assertEquals(List.of(LoopError.Kind.SHUTDOWN_RAISED), reports.stream().map(LoopError::kind).toList());
  }
}
