package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.direct.Direct.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What blocks and errors say to who uses them. */
class FrictionTest {
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private static void run(Action main) throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    try (Runner runner = new Runner(runtime, runtime.newVirtualLoop())) {
      runner.run(runner.asyncio().createTask(coroutine(main), TaskOptions.named("main")));
    }
  }

  private static String late(Callable<?> body) {
    return assertThrows(TimeoutException.class, body::call).getMessage();
  }

  /** §10.42 */
  @Test
  void aTimeoutSaysWhichLimitAndWhoseTask() throws Exception {
    run(
        () -> {
          Asyncio asyncio = Asyncio.current();
          String limit = " of 1.5 s in main";
          assertEquals(
              "the time is over: timeout" + limit, late(() -> asyncio.timeout(LIMIT, () -> await(asyncio.createFuture()))));
          long when = asyncio.loop().time() + LIMIT.toNanos();
          assertEquals(
              "the time is over: timeoutAt" + limit,
              late(() -> asyncio.timeoutAt(when).run(() -> await(asyncio.createFuture()))));
          assertEquals(
              "the time is over: waitFor" + limit, late(() -> await(asyncio.waitFor(asyncio.createFuture(), LIMIT))));
          assertEquals(
              "the time is over: waitFor of 0 s in main",
              late(() -> await(asyncio.waitFor(asyncio.createFuture(), Duration.ofMillis(-1)))));
          AsCompleted<Object> items = asyncio.asCompleted(List.of(asyncio.createFuture()), LIMIT);
          assertEquals("the time is over: asCompleted" + limit, late(() -> await(items.next())));
        });
  }

  @Test
  void aTimeoutThatWasMovedSaysTheLastLimit() throws Exception {
    run(
        () -> {
          Asyncio asyncio = Asyncio.current();
          Timeout none = asyncio.timeout(null);
          String message =
              late(
                  () ->
                      none.run(
                          () -> {
                            none.reschedule(asyncio.loop().time() + LIMIT.toNanos());
                            return await(asyncio.createFuture());
                          }));
          assertEquals("the time is over: timeout of 1.5 s in main", message);
        });
  }

  /** §10.30 */
  @Test
  void inOldPythonItDoesToo() throws Exception {
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withVersion(PythonVersion.PYTHON_3_4));
    RunnableLoop loop = runtime.newVirtualLoop();
    Asyncio asyncio = Asyncio.on(runtime, loop);
    String message =
        assertThrows(
                TimeoutException.class,
                () -> loop.runUntilComplete(coroutine(() -> await(asyncio.waitFor(asyncio.createFuture(), LIMIT)))))
            .getMessage();
    assertTrue(message.startsWith("the time is over: waitFor of 1.5 s in "), message);
    loop.close();
  }

  @Test
  void timesAreReadable() {
    assertEquals("0 s", Time.text(-1));
    assertEquals("999 ns", Time.text(999));
    assertEquals("1.5 µs", Time.text(1500));
    assertEquals("10 ms", Time.text(10_000_000));
    assertEquals("1000 ms", Time.text(999_999_800));
    assertEquals("333.333 ms", Time.text(333_333_333));
    assertEquals("90 s", Time.text(Duration.ofSeconds(90).toNanos()));
    assertEquals("86400 s", Time.text(Duration.ofDays(1).toNanos()));
  }

  @Test
  void whatABlockHoldsIsReleasedWhateverEndsIt() throws Exception {
    IOException error = new IOException();
    run(
        () -> {
          Asyncio asyncio = Asyncio.current();
          Lock lock = asyncio.lock();
          assertEquals(true, lock.hold(() -> lock.locked()));
          assertFalse(lock.locked());
          lock.hold(
              () -> {
                await(asyncio.sleep(Duration.ofMillis(1)));
                assertTrue(lock.locked());
              });
          assertFalse(lock.locked());
          Callable<Object> failing =
              () -> {
                throw error;
              };
          assertSame(error, assertThrows(IOException.class, () -> lock.hold(failing)));
          assertFalse(lock.locked());

          Semaphore units = asyncio.boundedSemaphore(1);
          assertEquals(true, units.hold(() -> units.locked()));
          units.hold(() -> { assertTrue(units.locked()); });
          assertFalse(units.locked());

          Condition condition = asyncio.condition();
          assertEquals(true, condition.hold(() -> condition.locked()));
          condition.hold(() -> { condition.notifyAllWaiting(); });
          assertFalse(condition.locked());

          Action none = null;
          assertEquals(
              "hold(block): it is null", assertThrows(NullPointerException.class, () -> lock.hold(none)).getMessage());
        });
  }

  @Test
  void whoWaitsForABlockTakesItsTurn() throws Exception {
    StringBuilder log = new StringBuilder();
    run(
        () -> {
          Asyncio asyncio = Asyncio.current();
          Lock lock = asyncio.lock();
          asyncio.taskGroup(
              group -> {
                for (String name : List.of("a", "b")) {
                  group.createTask(
                      coroutine(
                          () ->
                              lock.hold(
                                  () -> {
                                    log.append(name);
                                    await(asyncio.sleep(Duration.ofMillis(1)));
                                    log.append(name);
                                  })));
                }
              });
        });
    assertEquals("aabb", log.toString());
  }
}
