package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.direct.Direct.Action;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bodies in other threads that a cancel interrupts, and waits for. */
class ToThreadInterruptiblyTest {
  private static final int ROUNDS = 2_000;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  private static void waitForever() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Cancels it once the body runs, and waits for its end. */
  private <T> Task<T> cancelled(Asyncio asyncio, Callable<T> body) throws Exception {
    Task<T> task =
        asyncio.createTask(
            asyncio.toThreadInterruptibly(
                () -> {
                  begun.countDown();
                  return body.call();
                }));
    await(asyncio.toThread(() -> begun.await()));
    task.cancel("why");
    await(asyncio.wait(List.of(task)));
    return task;
  }

  @Test
  void resultsAndErrorsAreTheSameObjects() throws Exception {
    Asyncio.run(
        asyncio -> {
          Thread here = Thread.currentThread();
          assertNotSame(here, await(asyncio.toThreadInterruptibly(() -> Thread.currentThread())));
          PyError error = new PyError("ValueError", "v");
          Coroutine<Object> failing =
              asyncio.toThreadInterruptibly(
                  (Callable<Object>)
                      () -> {
                        throw error;
                      });
          assertSame(error, assertThrows(PyError.class, () -> await(failing)));
          await(asyncio.toThreadInterruptibly((Action) () -> ended.set(true)));
          assertTrue(ended.get());
        });
  }

  @Test
  void itRunsInACopyOfTheContext() throws Exception {
    PyGuest guest = new PyGuest();
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withGuest(guest));
    try (Runner runner = new Runner(runtime)) {
      Coroutine<Integer> main =
          coroutine(
              () -> {
                guest.context.value = 7;
                return await(runner.asyncio().toThreadInterruptibly(() -> guest.context.value));
              });
      assertEquals(7, runner.run(main));
    }
  }

  @Test
  void anInterruptIsTheCancellation() throws Exception {
    Asyncio.run(
        asyncio -> {
          Task<Void> task =
              cancelled(
                  asyncio,
                  () -> {
                    waitForever();
                    return null;
                  });
          assertTrue(task.isCancelled());
          assertEquals("why", assertThrows(CancelledError.class, task::result).message());
        });
  }

  /** So is what a channel makes of it. */
  @Test
  void aClosedChannelIsTheCancellation() throws Exception {
    Pipe pipe = Pipe.open();
    Asyncio.run(asyncio -> assertTrue(cancelled(asyncio, () -> pipe.source().read(ByteBuffer.allocate(1))).isCancelled()));
    assertFalse(pipe.source().isOpen());
    pipe.sink().close();
  }

  @Test
  void theCallerWaitsForTheEnd() throws Exception {
    Asyncio.run(
        asyncio -> {
          CountDownLatch go = new CountDownLatch(1);
          CountDownLatch cleaning = new CountDownLatch(1);
          Task<Void> task =
              asyncio.createTask(
                  asyncio.toThreadInterruptibly(
                      () -> {
                        try {
                          begun.countDown();
                          waitForever();
                          return null;
                        } finally {
                          cleaning.countDown();
                          go.await();
                          ended.set(true);
                        }
                      }));
          await(asyncio.toThread(() -> begun.await()));
          task.cancel();
          await(asyncio.toThread(() -> cleaning.await()));
          await(asyncio.sleep(Duration.ZERO));
          assertFalse(task.isDone());
          go.countDown();
          assertThrows(CancelledError.class, () -> await(task));
          assertTrue(ended.get());
        });
  }

  @Test
  void aResultIsDroppedThen() throws Exception {
    Asyncio.run(
        asyncio -> {
          Task<String> task =
              cancelled(
                  asyncio,
                  () -> {
                    try {
                      waitForever();
                    } catch (InterruptedException swallowed) {
                      ended.set(true);
                    }
                    return "dropped";
                  });
          assertTrue(task.isCancelled());
          assertTrue(ended.get());
        });
  }

  @Test
  void anErrorOfTheBodyIsNotLost() throws Exception {
    PyError error = new PyError("ValueError", "v");
    Asyncio.run(
        asyncio -> {
          Task<Void> task =
              cancelled(
                  asyncio,
                  () -> {
                    try {
                      waitForever();
                      return null;
                    } catch (InterruptedException end) {
                      throw error;
                    }
                  });
          assertSame(error, task.exception());
        });
  }

  @Test
  void eachCancelInterruptsAgain() throws Exception {
    Asyncio.run(
        asyncio -> {
          Semaphore swallowed = new Semaphore(0);
          Task<Void> task =
              asyncio.createTask(
                  asyncio.toThreadInterruptibly(
                      () -> {
                        for (int i = 0; i < 2; i++) {
                          try {
                            swallowed.release();
                            waitForever();
                          } catch (InterruptedException once) {
                            ended.set(true);
                          }
                        }
                        waitForever();
                        return null;
                      }));
          for (int i = 0; i < 2; i++) {
            await(asyncio.toThread(() -> swallowed.acquire()));
            task.cancel();
            await(asyncio.sleep(Duration.ZERO));
          }
          while (!task.isDone()) {
            await(asyncio.sleep(Duration.ofMillis(1)));
            task.cancel();
          }
          assertTrue(task.isCancelled());
        });
  }

  @Test
  void waitForEndsIt() throws Exception {
    Asyncio.run(
        asyncio ->
            assertThrows(
                TimeoutException.class,
                () -> await(asyncio.waitFor(asyncio.toThreadInterruptibly(ToThreadInterruptiblyTest::waitForever),
                    Duration.ofMillis(1)))));
  }

  @Test
  void whatHasNotBegunDoesNotBegin() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    CountDownLatch go = new CountDownLatch(1);
    one.execute(
        () -> {
          try {
            go.await();
          } catch (InterruptedException error) {
            throw new AssertionError(error);
          }
        });
    Asyncio.run(
        asyncio -> {
          asyncio.setDefaultExecutor(one);
          Task<Void> task = asyncio.createTask(asyncio.toThreadInterruptibly((Action) () -> ended.set(true)));
          await(asyncio.sleep(Duration.ZERO));
          task.cancel();
          assertThrows(CancelledError.class, () -> await(task)); // while the thread is not free
          go.countDown();
          await(asyncio.toThread(() -> assertFalse(ended.get())));
        });
  }

  /** The pool says that it was not the caller: its outcome stays what it is. */
  @Test
  void anInterruptOfThePoolsIsNoCancellation() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Asyncio.run(
        asyncio -> {
          asyncio.setDefaultExecutor(pool);
          Task<Void> task =
              asyncio.createTask(
                  asyncio.toThreadInterruptibly(
                      () -> {
                        begun.countDown();
                        waitForever();
                        return null;
                      }));
          await(asyncio.sleep(Duration.ZERO));
          begun.await();
          pool.shutdownNow();
          assertThrows(InterruptedException.class, () -> await(task));
          assertFalse(task.isCancelled());
        });
  }

  /** The runner cancels it at its end. */
  @Test
  void theCloseOfTheRunnerEndsIt() throws Exception {
    CompletableFuture<Task<?>> kept = new CompletableFuture<>();
    Asyncio.run(
        asyncio -> {
          kept.complete(asyncio.createTask(asyncio.toThreadInterruptibly(ToThreadInterruptiblyTest::waitForever)));
          await(asyncio.sleep(Duration.ZERO));
        });
    assertTrue(kept.get().isCancelled());
  }

  /** One thread, which each round interrupts at the very end of its body: whoever has it next is not hit. */
  @Test
  void noInterruptHitsAnotherBody() throws Exception {
    AtomicInteger hits = new AtomicInteger();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    ExecutorService one =
        new LoopExecutorTest.By(
            body ->
                threads.execute(
                    () -> {
                      body.run();
                      if (Thread.interrupted()) {
                        hits.incrementAndGet();
                      }
                    }));
    CyclicBarrier meeting = new CyclicBarrier(2);
    try (Spinning spinning = new Spinning()) {
      spinning.asyncio.setDefaultExecutor(one);
      for (int i = 0; i < ROUNDS; i++) {
        CompletableFuture<Integer> answer =
            spinning.asyncio.runCoroutineThreadsafe(
                spinning.asyncio.toThreadInterruptibly(
                    () -> {
                      AsCompletableFutureTest.meet(meeting);
                      return 1;
                    }));
        AsCompletableFutureTest.meet(meeting);
        answer.cancel(true);
      }
    } finally {
      threads.shutdown();
    }
    assertTrue(threads.awaitTermination(5, TimeUnit.MINUTES));
    assertEquals(0, hits.get());
  }

  @Test
  void nullIsRefused() throws Exception {
    Callable<String> none = null;
    Asyncio.run(
        asyncio ->
            assertEquals(
                "toThreadInterruptibly(body): it is null",
                assertThrows(NullPointerException.class, () -> asyncio.toThreadInterruptibly(none)).getMessage()));
  }
}
