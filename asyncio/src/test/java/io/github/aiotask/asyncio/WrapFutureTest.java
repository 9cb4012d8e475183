package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What others complete, as futures of a loop (§10.61): stages, and futures that only block. */
class WrapFutureTest {
  private static final int ROUNDS = 500;

  private final Env env = new Env(PythonVersion.PYTHON_3_14);

  /** A stage that is nothing else. */
  private static final class Bare<T> extends CompletableFuture<T> {
    @Override
    public CompletableFuture<T> toCompletableFuture() {
      throw new UnsupportedOperationException("this is a stage and no more");
    }
  }

  @Test
  void stages() throws Exception {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletionStage<String> minimal = source.minimalCompletionStage();
    Future<String> wrapped = env.asyncio.wrapFuture(minimal);
    source.complete("s");
    env.spin();
    assertEquals("s", wrapped.result());

    CompletableFuture<String> failing = new CompletableFuture<>();
    CompletionStage<String> dependent = failing.thenApply(String::trim);
    Future<String> failed = env.asyncio.wrapFuture(dependent);
    PyError error = new PyError("ValueError", "v");
    failing.completeExceptionally(error);
    env.spin();
    assertSame(error, failed.exception());

    CompletionStage<String> cancelled = new CompletableFuture<>();
    env.asyncio.wrapFuture(cancelled).cancel();
    env.spin();
    assertTrue(cancelled.toCompletableFuture().isCancelled());
  }

  @Test
  void stagesThatAreNoFutures() throws Exception {
    Bare<String> good = new Bare<>();
    Bare<String> bad = new Bare<>();
    Future<String> result = env.asyncio.wrapFuture((CompletionStage<String>) good);
    Future<String> failed = env.asyncio.wrapFuture((CompletionStage<String>) bad);
    PyError error = new PyError("ValueError", "v");
    good.complete("s");
    bad.completeExceptionally(new CompletionException(error));
    env.spin();
    assertEquals("s", result.result());
    assertSame(error, failed.exception());
  }

  @Test
  void futuresThatBlock() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Asyncio.run(
          asyncio -> {
            CountDownLatch go = new CountDownLatch(1);
            PyError error = new PyError("ValueError", "v");
            java.util.concurrent.Future<String> good =
                pool.submit(
                    () -> {
                      go.await();
                      return "r";
                    });
            java.util.concurrent.Future<String> bad =
                pool.submit(
                    () -> {
                      throw error;
                    });
            Future<String> first = asyncio.wrapFuture(good);
            Future<String> second = asyncio.wrapFuture(bad);
            go.countDown();
            assertEquals("r", await(first));
            assertSame(error, assertThrows(PyError.class, () -> await(second)));
            assertSame(error, assertThrows(PyError.class, () -> await(asyncio.wrapFuture(bad)))); // done by now
          });
    } finally {
      pool.shutdown();
    }
  }

  /** Those need no thread. */
  @Test
  void aFutureThatIsAStageIsAwaitedAsOne() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    java.util.concurrent.Future<String> asFuture = stage;
    Executor none =
        body -> {
          throw new AssertionError("nothing is to run here");
        };
    env.asyncio.setDefaultExecutor(new LoopExecutorTest.By(none));
    Future<String> ours = env.asyncio.wrapFuture(asFuture);
    stage.complete("r");
    env.spin();
    assertEquals("r", Futures.resultOf(ours));
  }

  @Test
  void cancelsGoBothWays() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Asyncio.run(
          asyncio -> {
            CountDownLatch interrupted = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(1);
            java.util.concurrent.Future<?> theirs = pool.submit(() -> waitForInterrupt(begun, interrupted));
            Future<?> ours = asyncio.wrapFuture(theirs);
            begun.await();
            ours.cancel();
            await(asyncio.sleep(Duration.ZERO));
            assertTrue(theirs.isCancelled());
            interrupted.await();

            FutureTask<String> never = new FutureTask<>(() -> "never");
            Future<String> waiting = asyncio.wrapFuture((java.util.concurrent.Future<String>) never);
            never.cancel(true);
            assertThrows(CancelledError.class, () -> await(waiting));
            assertTrue(waiting.isCancelled());
          });
    } finally {
      pool.shutdown();
    }
  }

  private static void waitForInterrupt(CountDownLatch begun, CountDownLatch interrupted) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException expected) {
      interrupted.countDown();
    }
  }

  /** A future may refuse to be cancelled, and then its waiting thread must not hang. */
  @Test
  void theWaitingThreadIsFreeAgainAfterACancel() throws Exception {
    FutureTask<String> stubborn =
        new FutureTask<>(() -> "never") {
          @Override
          public boolean cancel(boolean interrupt) {
            return false;
          }
        };
    ExecutorService one = Executors.newSingleThreadExecutor();
    Asyncio.run(
        asyncio -> {
          asyncio.setDefaultExecutor(one);
          Future<String> ours = asyncio.wrapFuture((java.util.concurrent.Future<String>) stubborn);
          ours.cancel();
          assertThrows(CancelledError.class, () -> await(ours));
          assertEquals("free, interrupted: false",
              await(asyncio.toThread(() -> "free, interrupted: " + Thread.currentThread().isInterrupted())));
        });
    assertTrue(one.isShutdown());
  }

  /** §10.66: somebody else's. */
  @Test
  void aCancellationThatIsAnErrorIsOne() throws Exception {
    FutureTask<String> strange =
        new FutureTask<>(() -> "never") {
          @Override
          public boolean isDone() {
            return true;
          }

          @Override
          public String get() {
            throw new CancellationException("theirs");
          }
        };
    Future<String> ours = env.asyncio.wrapFuture((java.util.concurrent.Future<String>) strange);
    env.spin();
    assertFalse(ours.isCancelled());
    assertEquals("theirs", ((CancelledError) ours.exception()).message());
  }

  @Test
  void aClosedLoopIsToldNothing() throws Exception {
    FutureTask<String> theirs = new FutureTask<>(() -> "r");
    Future<String> ours = env.asyncio.wrapFuture((java.util.concurrent.Future<String>) theirs);
    env.loop.close();
    theirs.run();
    assertFalse(ours.isDone());
  }

  @Test
  void aCompletionAndACancelRace() throws Exception {
    try (Spinning spinning = new Spinning()) {
      Asyncio asyncio = spinning.asyncio;
      CyclicBarrier start = new CyclicBarrier(2);
      Thread completer = null;
      for (int i = 0; i < ROUNDS; i++) {
        FutureTask<Integer> theirs = new FutureTask<>(() -> 1);
        CompletableFuture<Task<?>> task = new CompletableFuture<>();
        CompletableFuture<Object> outcome =
            asyncio.runCoroutineThreadsafe(
                coroutine(
                    () -> {
                      task.complete(asyncio.currentTask());
                      return await(asyncio.wrapFuture((java.util.concurrent.Future<Integer>) theirs));
                    }));
        task.get();
        completer =
            new Thread(
                () -> {
                  AsCompletableFutureTest.meet(start);
                  theirs.run();
                });
        completer.start();
        AsCompletableFutureTest.meet(start);
        outcome.cancel(true);
        completer.join();
        assertTrue(outcome.isDone());
        assertTrue(theirs.isDone());
      }
    }
  }

  @Test
  void nullIsRefused() {
    CompletionStage<String> stage = null;
    java.util.concurrent.Future<String> future = null;
    assertEquals(
        "wrapFuture(stage): it is null",
        assertThrows(NullPointerException.class, () -> env.asyncio.wrapFuture(stage)).getMessage());
    assertEquals(
        "wrapFuture(future): it is null",
        assertThrows(NullPointerException.class, () -> env.asyncio.wrapFuture(future)).getMessage());
  }
}
