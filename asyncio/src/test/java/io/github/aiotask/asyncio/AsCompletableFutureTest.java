package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Futures of a loop as Java's (§10.61, §10.65). */
class AsCompletableFutureTest {
  private static final int ROUNDS = 3_000;

  private final Env env = new Env(PythonVersion.PYTHON_3_14);

  @Test
  void resultsAndErrorsAreTheSameObjects() throws Exception {
    Object value = new Object();
    Future<Object> good = env.future();
    Future<Object> bad = env.future();
    CompletableFuture<Object> result = env.asyncio.asCompletableFuture(good);
    CompletableFuture<Object> failed = env.asyncio.asCompletableFuture(bad);
    AtomicReference<Throwable> told = new AtomicReference<>();
    failed.whenComplete((none, error) -> told.set(error));
    PyError error = new PyError("ValueError", "v");
    env.loop.callSoon(() -> good.setResult(value));
    env.loop.callSoon(() -> bad.setException(error));
    env.spin();
    assertSame(value, result.get());
    assertSame(error, told.get());
    assertSame(error, assertThrows(ExecutionException.class, failed::get).getCause());
  }

  @Test
  void whatIsDoneGivesItsOutcomeToo() throws Exception {
    Future<String> done = env.future();
    done.setResult("r");
    CompletableFuture<String> result = env.asyncio.asCompletableFuture(done);
    env.spin();
    assertEquals("r", result.get());
  }

  @Test
  void cancelsGoBothWays() {
    Task<String> task = env.task(env.body("A", env.future()));
    CompletableFuture<String> view = env.asyncio.asCompletableFuture(task);
    env.spin();
    assertTrue(view.cancel(true));
    env.spin();
    assertTrue(task.isCancelled());

    Future<String> plain = env.future();
    CompletableFuture<String> ofPlain = env.asyncio.asCompletableFuture(plain);
    env.spin();
    ofPlain.cancel(true);
    assertFalse(plain.isDone()); // it is cancelled on the loop's thread
    env.spin();
    assertTrue(plain.isCancelled());

    Future<String> ours = env.future();
    CompletableFuture<String> cancelled = env.asyncio.asCompletableFuture(ours);
    env.spin();
    ours.cancel();
    env.spin();
    assertTrue(cancelled.isCancelled());
  }

  /** Only a cancel goes back. */
  @Test
  void toCompleteItOtherwiseLeavesTheFutureAlone() {
    Future<String> ours = env.future();
    CompletableFuture<String> view = env.asyncio.asCompletableFuture(ours);
    view.complete("theirs");
    env.spin();
    assertFalse(ours.isDone());
    ours.setResult("ours");
    env.spin();
    assertEquals("theirs", view.join());
  }

  /** §10.65 */
  @Test
  void aClosedLoopFailsWhatIsPending() throws Exception {
    Future<String> pending = env.future();
    Future<String> done = env.future();
    CompletableFuture<String> first = env.asyncio.asCompletableFuture(pending);
    CompletableFuture<String> second = env.asyncio.asCompletableFuture(done);
    done.setResult("r"); // and its callbacks do not run any more
    env.loop.close();
    assertClosed(first);
    assertEquals("r", second.get());
    assertClosed(env.asyncio.asCompletableFuture(pending));
    assertEquals("r", env.asyncio.asCompletableFuture(done).get());
  }

  private static void assertClosed(CompletableFuture<?> future) {
    Throwable error = assertThrows(ExecutionException.class, future::get).getCause();
    assertInstanceOf(IllegalStateException.class, error);
    assertTrue(error.getMessage().contains("was closed before"), error::getMessage);
  }

  /** On the loop's thread it can be asked and awaited, but not blocked on. */
  @Test
  void toBlockInTheLoopsThreadIsRefused() throws Exception {
    Asyncio.run(
        asyncio -> {
          Future<String> pending = asyncio.createFuture();
          CompletableFuture<String> view = asyncio.asCompletableFuture(pending);
          assertRefused("get() in the thread", view::get);
          assertRefused("join() in the thread", view::join);
          assertRefused("get(timeout) in the thread", () -> view.get(1, TimeUnit.NANOSECONDS));
          assertRefused("get() in the thread", () -> view.thenApply(String::trim).get());
          assertThrows(TimeoutException.class, () -> view.get(0, TimeUnit.NANOSECONDS));
          pending.setResult(" r");
          assertEquals("r", await(view.thenApply(String::trim)));
          assertEquals(" r", view.get());
          assertEquals(" r", await(asyncio.toThread(() -> view.get())));
        });
  }

  @Test
  void soIsToBlockOnRunCoroutineThreadsafe() throws Exception {
    Asyncio.run(
        asyncio -> {
          CompletableFuture<String> answer = asyncio.runCoroutineThreadsafe(coroutine(() -> "r"));
          assertRefused("join() in the thread", answer::join);
          assertEquals("r", await(answer));
        });
  }

  private static void assertRefused(String words, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalStateException.class, call).getMessage();
    assertTrue(message.startsWith(words), message);
  }

  @Test
  void anotherThreadMayAskForIt() throws Exception {
    try (Spinning spinning = new Spinning()) {
      Future<String> ours = spinning.asyncio.createFuture();
      CompletableFuture<String> view = spinning.asyncio.asCompletableFuture(ours);
      CompletableFuture<Thread> where = view.thenApply(result -> Thread.currentThread());
      spinning.loop.callSoonThreadsafe(() -> ours.setResult("r"));
      assertEquals("r", view.get());
      assertSame(spinning.thread(), where.get());
    }
  }

  @Test
  void futuresOfOtherLoopsAndNullAreRefused() {
    Future<String> strange = new Env(PythonVersion.PYTHON_3_14).future();
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.asCompletableFuture(strange));
    assertEquals(
        "asCompletableFuture(future): it is null",
        assertThrows(NullPointerException.class, () -> env.asyncio.asCompletableFuture(null)).getMessage());
  }

  /** Whoever is first, both sides end, and in agreement. */
  @Test
  void aCompletionAndACancelRace() throws Exception {
    try (Spinning spinning = new Spinning()) {
      CyclicBarrier start = new CyclicBarrier(2);
      List<Future<Integer>> futures = new ArrayList<>();
      List<CompletableFuture<Integer>> views = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Future<Integer> one = spinning.asyncio.createFuture();
        futures.add(one);
        views.add(spinning.asyncio.asCompletableFuture(one));
      }
      Thread canceller =
          new Thread(
              () -> {
                meet(start);
                views.forEach(view -> view.cancel(true));
              });
      canceller.start();
      meet(start);
      for (int i = 0; i < ROUNDS; i++) {
        int round = i;
        spinning.loop.callSoonThreadsafe(
            () -> {
              if (!futures.get(round).isDone()) {
                futures.get(round).setResult(round);
              }
            });
      }
      canceller.join();
      CompletableFuture<Void> after = new CompletableFuture<>();
      spinning.loop.callSoonThreadsafe(() -> spinning.loop.callSoon(() -> after.complete(null)));
      after.get();
      for (int i = 0; i < ROUNDS; i++) {
        assertTrue(views.get(i).isDone());
        assertTrue(futures.get(i).isDone());
        if (!views.get(i).isCancelled()) {
          assertEquals(i, views.get(i).get());
          assertEquals(i, futures.get(i).result());
        }
      }
    }
  }

  static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception error) {
      throw new AssertionError(error);
    }
  }

  /** The error that a cancelled task gives the loop is not touched. */
  @Test
  void aCancelledTaskStaysCancelled() {
    Task<String> task = env.task(env.body("A", env.future()));
    env.asyncio.asCompletableFuture(task);
    env.spin();
    task.cancel("why");
    env.spin();
    assertTrue(task.isCancelled());
    assertEquals("why", assertThrows(CancelledError.class, task::result).message());
  }
}
