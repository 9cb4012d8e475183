package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What debug mode tells of tasks that hang; the clock is the test's. */
class WatchTest {
  private static final Duration LONG = Duration.ofHours(1);

  private long now;
  private final List<String> told = new ArrayList<>();

  private Watch watch(Asyncio asyncio) {
    return new Watch(asyncio, () -> now, told::add);
  }

  /** Lets the other tasks run, and the watch look, in the loop's own thread. */
  private void look(Asyncio asyncio, Watch watch) throws Exception {
    await(asyncio.sleep(Duration.ZERO));
    await(asyncio.sleep(Duration.ZERO));
    assertTrue(watch.look());
  }

  private interface Program {
    void run(Asyncio asyncio, Watch watch) throws Exception;
  }

  /** On a loop in debug mode, whose own watchdog does not come to look so soon. */
  private void run(Program program) throws Exception {
    run(Carrier.best(), program);
  }

  private void run(Carrier carrier, Program program) throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    RunnableLoop loop = runtime.newLoop();
    loop.setExceptionHandler(error -> {}); // who has ended a cycle has done it harm
    try (Runner runner = new Runner(runtime, loop)) {
      Watch watch = watch(runner.asyncio());
      loop.setDebug(true);
      runner.run(coroutine(carrier, () -> program.run(runner.asyncio(), watch)));
    }
  }

  private static Task<?> task(Asyncio asyncio, String name, Action body) {
    return asyncio.createTask(coroutine(body), TaskOptions.named(name));
  }

  private void assertTold(String... parts) {
    assertEquals(1, told.size(), told::toString);
    int from = 0;
    for (String part : parts) {
      int at = told.get(0).indexOf(part, from);
      assertTrue(at >= 0, () -> "no »" + part + "« in this order: " + told);
      from = at + part.length();
    }
  }

  private static void swallow(Asyncio asyncio) throws Exception {
    try {
      await(asyncio.sleep(LONG));
    } catch (CancelledError swallowed) {
      await(asyncio.sleep(LONG));
    }
  }

  @Test
  void whoGoesOnAfterACancelIsToldOnce() throws Exception {
    run(
        (asyncio, watch) -> {
          Task<?> stubborn = task(asyncio, "stubborn", () -> swallow(asyncio));
          look(asyncio, watch);
          stubborn.cancel();
          look(asyncio, watch);
          now += Watch.LONGEST_CLEANUP - 1;
          look(asyncio, watch);
          assertEquals(List.of(), told);
          now += 1;
          look(asyncio, watch);
          look(asyncio, watch);
          assertTold("stubborn was cancelled 10 s ago and goes on", "; it waits for the end of a sleep of 3600 s", "\n    at Sleep");
          stubborn.cancel();
          await(asyncio.wait(List.of(stubborn)));
        });
  }

  @Test
  void whoTakesItBackIsNot() throws Exception {
    run(
        (asyncio, watch) -> {
          Task<?> stubborn = task(asyncio, "stubborn", () -> swallow(asyncio));
          look(asyncio, watch);
          stubborn.cancel();
          look(asyncio, watch);
          stubborn.uncancel();
          now += Watch.LONGEST_CLEANUP;
          look(asyncio, watch);
          look(asyncio, watch);
          assertEquals(List.of(), told);
          stubborn.cancel();
          await(asyncio.wait(List.of(stubborn)));
        });
  }

  @Test
  void whoWaitsForOneThatGoesOnIsNot() throws Exception {
    run(
        (asyncio, watch) -> {
          Task<?> stubborn = task(asyncio, "stubborn", () -> swallow(asyncio));
          Task<?> waits = task(asyncio, "waits", () -> await(stubborn));
          look(asyncio, watch);
          waits.cancel();
          look(asyncio, watch);
          now += Watch.LONGEST_CLEANUP;
          look(asyncio, watch);
          assertTold("stubborn was cancelled");
          stubborn.cancel();
          await(asyncio.wait(List.of(stubborn, waits)));
        });
  }

  @Test
  void tasksThatWaitForEachOther() throws Exception {
    run(
        (asyncio, watch) -> {
          List<Task<?>> both = new ArrayList<>();
          both.add(task(asyncio, "A", () -> await(both.get(1))));
          both.add(task(asyncio, "B", () -> await(asyncio.gather(List.of(both.get(0))))));
          await(asyncio.sleep(Duration.ZERO));
          look(asyncio, watch);
          assertEquals(List.of(), told); // they may have been about to end
          look(asyncio, watch);
          look(asyncio, watch);
          assertTold(
              "tasks wait for each other, and none of them goes on:",
              "A; it waits for the task B",
              "B; it waits for a gather of 1, 0 done");
          asyncio.runtime.base().cancel(both.get(0), null); // no other cancel ends that
        });
  }

  @Test
  void locksThatWaitForEachOther() throws Exception {
    run(
        (asyncio, watch) -> {
          Lock one = asyncio.lock();
          Lock other = asyncio.lock();
          Task<?> a = task(asyncio, "A", () -> one.hold(() -> both(asyncio, other)));
          Task<?> b = task(asyncio, "B", () -> other.hold(() -> both(asyncio, one)));
          look(asyncio, watch);
          look(asyncio, watch);
          look(asyncio, watch);
          assertTold(
              "tasks wait for each other", "; it waits for lock@", "which ", " holds", "Lock.Acquire", "; it waits for lock@");
          a.cancel();
          await(asyncio.wait(List.of(a, b)));
        });
  }

  private static void both(Asyncio asyncio, Lock lock) throws Exception {
    await(asyncio.sleep(Duration.ZERO));
    lock.hold(() -> {});
  }

  @Test
  void aTimeoutEndsIt() throws Exception {
    run(
        (asyncio, watch) -> {
          List<Task<?>> both = new ArrayList<>();
          both.add(task(asyncio, "A", () -> await(both.get(1))));
          both.add(task(asyncio, "B", () -> asyncio.timeout(LONG, () -> await(both.get(0)))));
          await(asyncio.sleep(Duration.ZERO));
          look(asyncio, watch);
          look(asyncio, watch);
          look(asyncio, watch);
          assertEquals(List.of(), told);
          asyncio.runtime.base().cancel(both.get(0), null);
        });
  }

  @Test
  void whoseWaitWasSeenIsToldSinceWhen() throws Exception {
    run(
        (asyncio, watch) -> {
          Future<Object> never = asyncio.createFuture();
          Task<?> waits = task(asyncio, "waits", () -> await(never));
          assertNull(asyncio.seen.sightings.ageOf(waits, never));
          look(asyncio, watch);
          assertTrue(asyncio.seen.sightings.ageOf(waits, never).toNanos() >= 0);
          assertNull(asyncio.seen.sightings.ageOf(waits, asyncio.createFuture()));
          waits.cancel();
        });
  }

  /** From another thread, while it lasts. */
  @ParameterizedTest
  @MethodSource("io.github.aiotask.direct.CarrierTest#available")
  void aStepThatDoesNotEnd(Carrier carrier) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    List<Watch> made = new ArrayList<>();
    Thread program =
        new Thread(
            () -> {
              try {
                run(
                    carrier,
                    (asyncio, watch) -> {
                      made.add(watch);
                      begun.countDown();
                      end.await();
                    });
              } catch (Exception error) {
                throw new AssertionError(error);
              }
            });
    program.start();
    begun.await();
    Watch watch = made.get(0);
    try {
      assertTrue(watch.look()); // asks
      now += Watch.LONGEST_STEP - 1;
      assertTrue(watch.look());
      assertEquals(List.of(), told);
      now += 1;
      assertTrue(watch.look());
      now += Watch.LONGEST_STEP;
      assertTrue(watch.look());
      assertTold(
          "Task-1 has run for 1 s without an await, and blocks its loop",
          "\n    at WatchTest.aStepThatDoesNotEnd (lambda) WatchTest.java:");
    } finally {
      end.countDown();
      program.join();
    }
    assertFalse(watch.look()); // its loop is closed
  }

  /** All of it: the switch of debug mode starts the thread, which tells the log. */
  @Test
  void debugModeStartsTheWatchdog() throws Exception {
    Logger log = Logger.getLogger("io.github.aiotask");
    CountDownLatch heard = new CountDownLatch(1);
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getMessage().contains("blocks its loop")) {
              told.add(record.getMessage());
              heard.countDown();
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    log.addHandler(handler);
    try {
      Asyncio.run(
          asyncio -> {
            ((RunnableLoop) asyncio.loop).setDebug(true);
            assertTrue(heard.await(1, TimeUnit.MINUTES));
          });
    } finally {
      log.removeHandler(handler);
    }
    assertTold("Task-1 has run for ", "WatchTest.");
  }
}
