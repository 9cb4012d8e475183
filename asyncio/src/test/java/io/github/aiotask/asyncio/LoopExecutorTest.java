package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A loop as an ExecutorService. */
class LoopExecutorTest {
  private static final int ROUNDS = 300;

  private final Env env = new Env(PythonVersion.PYTHON_3_14);
  private final List<String> log = new ArrayList<>();

  /** Gives each body to something else, and has no end. */
  static final class By extends AbstractExecutorService {
    private final Executor other;

    By(Executor other) {
      this.other = other;
    }

    @Override
    public void execute(Runnable body) {
      other.execute(body);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }

  private static <T> Callable<T> failing(Exception error) {
    return () -> {
      throw error;
    };
  }

  private static <T> T resultOf(Future<T> done) {
    try {
      return done.get();
    } catch (Exception error) {
      throw new AssertionError(error);
    }
  }

  @Test
  void bodiesRunOnTheLoopsThreadInOrder() throws Exception {
    try (Spinning spinning = new Spinning()) {
      ExecutorService executor = spinning.asyncio.executorService();
      Future<Thread> where = executor.submit(() -> Thread.currentThread());
      executor.execute(() -> log.add("a"));
      executor.execute(() -> log.add("b"));
      Future<List<String>> seen = executor.submit(() -> List.copyOf(log));
      assertSame(spinning.thread(), where.get());
      assertEquals(List.of("a", "b"), seen.get());
      PyError error = new PyError("ValueError", "v");
      Future<?> failed = executor.submit(failing(error));
      assertSame(error, assertThrows(ExecutionException.class, failed::get).getCause());
      List<Callable<String>> all = List.of(() -> "1", () -> "2");
      assertEquals(List.of("1", "2"), executor.invokeAll(all).stream().map(LoopExecutorTest::resultOf).toList());
      assertEquals("2", executor.invokeAny(List.of(failing(error), () -> "2")));
    }
  }

  @Test
  void nothingRunsInsideOfTheCall() {
    ExecutorService executor = env.asyncio.executorService();
    env.loop.callSoon(
        () -> {
          executor.execute(() -> log.add("later"));
          log.add("first");
        });
    env.spin();
    assertEquals(List.of("first", "later"), log);
  }

  @Test
  void whatAnExecuteThrowsGoesToTheExceptionHandler() {
    List<LoopError> reports = new ArrayList<>();
    env.loop.setExceptionHandler(reports::add);
    RuntimeException error = new RuntimeException("e");
    env.asyncio.executorService().execute(() -> { throw error; });
    env.spin();
    assertSame(error, reports.get(0).exception());
  }

  @Test
  void aCancelledBodyDoesNotRun() {
    Future<?> future = env.asyncio.executorService().submit(() -> log.add("never"));
    assertTrue(future.cancel(true));
    env.spin();
    assertEquals(List.of(), log);
    assertThrows(CancellationException.class, future::get);
  }

  @Test
  void shutdownLetsRunWhatWaits() throws Exception {
    ExecutorService executor = env.asyncio.executorService();
    executor.execute(() -> log.add(executor.isTerminated() ? "too early" : "waits"));
    executor.shutdown();
    assertTrue(executor.isShutdown());
    assertFalse(executor.isTerminated());
    assertFalse(executor.awaitTermination(1, TimeUnit.NANOSECONDS));
    assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> log.add("late")));
    env.spin();
    assertEquals(List.of("waits"), log);
    assertTrue(executor.isTerminated());
    assertTrue(executor.awaitTermination(0, TimeUnit.NANOSECONDS));
    ExecutorService another = env.asyncio.executorService();
    another.execute(() -> log.add("the loop goes on"));
    env.spin();
    assertEquals(List.of("waits", "the loop goes on"), log);
  }

  @Test
  void shutdownNowAnswersWhatWaits() throws Exception {
    ExecutorService executor = env.asyncio.executorService();
    Runnable twice = () -> log.add("never");
    executor.execute(twice);
    executor.execute(twice);
    assertEquals(List.of(twice, twice), executor.shutdownNow());
    env.spin();
    assertEquals(List.of(), log);
    assertTrue(executor.isTerminated());
  }

  @Test
  void awaitTerminationWaitsForTheLast() throws Exception {
    try (Spinning spinning = new Spinning()) {
      for (int i = 0; i < ROUNDS; i++) {
        ExecutorService executor = spinning.asyncio.executorService();
        AtomicInteger ran = new AtomicInteger();
        executor.execute(ran::incrementAndGet);
        executor.execute(ran::incrementAndGet);
        executor.shutdown();
        assertTrue(executor.awaitTermination(5, TimeUnit.MINUTES));
        assertEquals(2, ran.get());
      }
    }
  }

  @Test
  void whatBlocksIsRefusedInTheLoopsThread() throws Exception {
    Asyncio.run(
        asyncio -> {
          ExecutorService executor = asyncio.executorService();
          Future<String> future = executor.submit(() -> "r");
          assertRefused("get()", future::get);
          assertRefused("get(timeout)", () -> future.get(1, TimeUnit.NANOSECONDS));
          List<Callable<String>> bodies = List.of(() -> "never");
          assertRefused("invokeAll(bodies)", () -> executor.invokeAll(bodies));
          assertRefused("invokeAll(bodies)", () -> executor.invokeAll(bodies, 1, TimeUnit.DAYS));
          assertRefused("invokeAny(bodies)", () -> executor.invokeAny(bodies));
          assertRefused("invokeAny(bodies)", () -> executor.invokeAny(bodies, 1, TimeUnit.DAYS));
          assertRefused("awaitTermination(timeout)", () -> executor.awaitTermination(1, TimeUnit.DAYS));
          assertFalse(executor.awaitTermination(0, TimeUnit.DAYS));
          assertEquals("r", await(asyncio.toThread(() -> future.get())));
          assertEquals("r", future.get());
          executor.shutdown();
          assertTrue(executor.awaitTermination(1, TimeUnit.DAYS));
        });
  }

  private static void assertRefused(String what, Executable call) {
    String message = assertThrows(IllegalStateException.class, call).getMessage();
    assertTrue(message.startsWith(what + " in the thread of the loop"), message);
  }

  /** §10.65 */
  @Test
  void aClosedLoopFailsWhatWaits() throws Exception {
    ExecutorService executor = env.asyncio.executorService();
    ExecutorCompletionService<String> completions = new ExecutorCompletionService<>(executor);
    Future<String> waits = executor.submit(() -> "never");
    completions.submit(() -> "never");
    env.loop.close();
    assertClosed(waits);
    assertClosed(completions.take());
    assertTrue(executor.isTerminated());
    assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> log.add("late")));
    assertTrue(env.asyncio.executorService().isTerminated());
  }

  private static void assertClosed(Future<?> future) {
    Throwable error = assertThrows(ExecutionException.class, future::get).getCause();
    assertInstanceOf(IllegalStateException.class, error);
    assertTrue(error.getMessage().contains("was closed before"), error::getMessage);
  }

  /** Whatever is first, each body has run or its future has failed, and nothing hangs. */
  @Test
  void submitsAndACloseRace() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      Spinning spinning = new Spinning();
      spinning.loop.setExceptionHandler(report -> {}); // of calls that were dropped
      ExecutorService executor = spinning.asyncio.executorService();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(spinning::close);
      List<Future<Integer>> futures = new ArrayList<>();
      try {
        while (futures.size() < ROUNDS) {
          futures.add(executor.submit(() -> 1));
        }
      } catch (RejectedExecutionException end) {
        assertTrue(executor.isShutdown());
      }
      closed.get();
      for (Future<Integer> future : futures) {
        try {
          assertEquals(1, future.get());
        } catch (ExecutionException failed) {
          assertInstanceOf(IllegalStateException.class, failed.getCause());
        }
      }
    }
  }
}
