package io.github.aiotask.direct;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Runner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** What Java's libraries answer is awaited as it is (§10.61). */
class AwaitStageTest {

  private static void run(Carrier carrier, Direct.Action body) throws Exception {
    try (Runner runner = new Runner()) {
      runner.run(coroutine(carrier, body));
    }
  }

  @OnEachCarrier
  void givesItsResult(Carrier carrier) throws Exception {
    run(
        carrier,
        () -> {
          CompletableFuture<Integer> number = new CompletableFuture<>();
          new Thread(() -> number.complete(42)).start();
          CompletableFuture<Integer> next = number.thenApply(found -> found + 1);
          assertEquals(43, await(next));
          CompletionStage<Integer> minimal = number.minimalCompletionStage();
          assertEquals(42, await(minimal));
        });
  }

  @OnEachCarrier
  void whatIsThereDoesNotSuspend(Carrier carrier) throws Exception {
    List<String> log = new ArrayList<>();
    IOException error = new IOException();
    run(
        carrier,
        () -> {
          Asyncio.current().loop().callSoon(any -> log.add("others"), null, null);
          log.add(await(CompletableFuture.completedFuture("result")));
          assertNull(await(CompletableFuture.completedFuture(null)));
          assertSame(error, assertThrows(IOException.class, () -> await(CompletableFuture.failedFuture(error))));
          log.add("error");
          Direct.yieldNow();
        });
    assertEquals(List.of("result", "error", "others"), log);
  }

  @OnEachCarrier
  void theErrorIsTheVeryObject(Carrier carrier) throws Exception {
    IOException error = new IOException();
    run(
        carrier,
        () -> {
          for (boolean early : new boolean[] {true, false}) {
            CompletableFuture<String> source = new CompletableFuture<>();
            CompletableFuture<String> dependent = source.thenApply(any -> any);
            if (early) {
              source.completeExceptionally(error);
            } else {
              new Thread(() -> source.completeExceptionally(error)).start();
            }
            assertSame(error, assertThrows(IOException.class, () -> await(dependent)));
            assertSame(error, assertThrows(IOException.class, () -> await(source)));
          }
          CompletionException alone = new CompletionException("no cause", null);
          assertSame(alone, assertThrows(CompletionException.class, () -> await(CompletableFuture.failedFuture(alone))));
        });
  }

  /** §8.28 */
  @OnEachCarrier
  void anInterruptedExceptionOfItsDoesNotInterrupt(Carrier carrier) throws Exception {
    InterruptedException error = new InterruptedException();
    run(
        carrier,
        () -> {
          Task<?> task = Asyncio.current().createTask(coroutine(() -> await(CompletableFuture.failedFuture(error))));
          assertSame(error, assertThrows(InterruptedException.class, () -> await(task)));
          assertFalse(Thread.currentThread().isInterrupted());
        });
  }

  @OnEachCarrier
  void aCancelOfTheTaskCancelsIt(Carrier carrier) throws Exception {
    run(
        carrier,
        () -> {
          CompletableFuture<String> foreign = new CompletableFuture<>();
          Task<String> task = Asyncio.current().createTask(coroutine(carrier, () -> await(foreign)));
          Direct.yieldNow();
          task.cancel();
          assertThrows(CancelledError.class, () -> await(task));
          assertTrue(foreign.isCancelled());
        });
  }

  @OnEachCarrier
  void aCancelOfItRaisesACancelledError(Carrier carrier) throws Exception {
    run(
        carrier,
        () -> {
          CompletableFuture<String> done = new CompletableFuture<>();
          done.cancel(true);
          assertThrows(CancelledError.class, () -> await(done));
          assertThrows(CancelledError.class, () -> await(done.thenApply(any -> any)));
          CompletableFuture<String> pending = new CompletableFuture<>();
          new Thread(() -> pending.cancel(true)).start();
          assertThrows(CancelledError.class, () -> await(pending));
        });
  }

  @OnEachCarrier
  void timeoutsEndIt(Carrier carrier) throws Exception {
    run(
        carrier,
        () -> {
          CompletableFuture<String> never = new CompletableFuture<>();
          assertThrows(
              TimeoutException.class,
              () -> Asyncio.current().timeout(Duration.ofMillis(1), () -> await(never)));
          Direct.yieldNow();
          assertTrue(never.isCancelled());
        });
  }

  @OnEachCarrier
  void whereThereIsNoLoopOrNoAsyncioThatIsSaid(Carrier carrier) throws Exception {
    CompletableFuture<String> done = CompletableFuture.completedFuture("");
    String outside = assertThrows(IllegalStateException.class, () -> await(done)).getMessage();
    assertTrue(outside.contains("no coroutine in direct style runs"), outside);
    try (RunnableLoop loop = TaskRuntime.load().newLoop()) {
      String without =
          loop.runUntilComplete(
              coroutine(carrier, () -> assertThrows(IllegalStateException.class, () -> await(done)).getMessage()));
      assertTrue(without.contains("nobody has made one"), without);
    }
    run(
        carrier,
        () -> {
          CompletionStage<String> none = null;
          String nothing = assertThrows(NullPointerException.class, () -> await(none)).getMessage();
          assertEquals("await(stage): it is null; yieldNow() lets others run", nothing);
        });
  }
}
