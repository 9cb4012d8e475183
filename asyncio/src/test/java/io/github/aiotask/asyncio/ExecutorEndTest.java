package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a loop on an executor ends: in order, or with its executor (§8.36). */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class ExecutorEndTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final ExecutorLoop own = ExecutorLoop.on(executor);
  private final Asyncio asyncio = own.asyncio();
  private final List<LoopError> reports = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  ExecutorEndTest() {
    own.setExceptionHandler(reports::add);
    own.onClose(() -> closed.complete(null));
  }

  private List<Kind> kinds() {
    return reports.stream().map(LoopError::kind).toList();
  }

  private CompletableFuture<Object> startWaiting() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CompletableFuture<Object> work =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  waits.countDown();
                  return await(asyncio.createFuture());
                }));
    waits.await();
    return work;
  }

  /** Whoever sets a handler hears of what happens before the loop has had a turn. */
  @Test
  void aHandlerIsHeardAtOnce() throws Exception {
    ScheduledThreadPoolExecutor busy = new ScheduledThreadPoolExecutor(1);
    CountDownLatch end = new CountDownLatch(1);
    busy.execute(() -> awaitUninterruptibly(end));
    ExecutorLoop late = ExecutorLoop.on(busy);
    late.setExceptionHandler(reports::add);
    late.onClose(() -> closed.complete(null));
    late.loop().callSoonThreadsafe(none -> {}, null, null);
    busy.shutdownNow();
    end.countDown();
    closed.get();
    assertEquals(List.of(Kind.CALL_DROPPED), kinds());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException again) { // of shutdownNow: this work does not end by that
        over = latch.getCount() == 0;
      }
    }
  }

  // ---- in order

  @Test
  void shutDownLetsTasksCleanUp() throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    CountDownLatch waits = new CountDownLatch(1);
    CompletableFuture<Object> work =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  try {
                    waits.countDown();
                    return await(asyncio.createFuture());
                  } finally {
                    await(asyncio.sleep(Duration.ofMillis(1)));
                    log.add("cleaned up");
                  }
                }));
    waits.await();
    own.shutDown().get();
    assertEquals(List.of("cleaned up"), log);
    assertTrue(work.isCancelled());
    assertEquals(List.of(), reports);
    assertFalse(executor.isShutdown());
    assertEquals("works", executor.submit(() -> "works").get());
    executor.shutdown();
  }

  @Test
  void shutDownTellsWhatFails() throws Exception {
    PyError error = new PyError("ValueError", "v");
    CountDownLatch waits = new CountDownLatch(1);
    asyncio.runCoroutineThreadsafe(
        coroutine(
            () -> {
              try {
                waits.countDown();
                return await(asyncio.createFuture());
              } finally {
                raise(error);
              }
            }));
    waits.await();
    own.shutDown().get();
    assertEquals(List.of(Kind.SHUTDOWN_RAISED), kinds());
    assertSame(error, reports.get(0).exception());
    executor.shutdown();
  }

  private static void raise(Throwable error) {
    throw Thrown.as(error);
  }

  /** A task that another one creates while it ends is ended too. */
  @Test
  void shutDownEndsThoseThatComeMeanwhile() throws Exception {
    List<Task<?>> late = new CopyOnWriteArrayList<>();
    CountDownLatch waits = new CountDownLatch(1);
    asyncio.runCoroutineThreadsafe(
        coroutine(
            () -> {
              try {
                waits.countDown();
                return await(asyncio.createFuture());
              } finally {
                late.add(asyncio.createTask(coroutine(() -> await(asyncio.createFuture()))));
              }
            }));
    waits.await();
    own.shutDown().get();
    assertTrue(late.get(0).isCancelled());
    own.shutDown().get(); // no effect
    executor.shutdown();
  }

  @Test
  void aClosedLoopSaysSo() throws Exception {
    own.shutDown().get();
    String text =
        assertThrows(IllegalStateException.class, () -> own.loop().callSoonThreadsafe(one -> {}, null, null)).getMessage();
    assertTrue(text.contains("is closed: create a new loop"), text);
    executor.shutdown();
  }

  // ---- with the executor

  @Test
  void theEndOfTheExecutorIsToldToAllWhoWait() throws Exception {
    CompletableFuture<Object> work = startWaiting();
    executor.shutdown();
    ExecutionException failed = assertThrows(ExecutionException.class, work::get);
    assertTrue(failed.getCause().getMessage().contains("was closed before"), failed.getCause().getMessage());
    closed.get();
    assertEquals(List.of(Kind.SHUTDOWN_LEFT), kinds());
    assertTrue(reports.get(0).message().contains("cannot end: its loop has closed"), reports.get(0).message());
  }

  @Test
  void shutdownNowIsTheSame() throws Exception {
    CompletableFuture<Object> work = startWaiting();
    CountDownLatch sleeps = new CountDownLatch(1);
    asyncio.runCoroutineThreadsafe(
        coroutine(
            () -> {
              sleeps.countDown();
              await(asyncio.sleep(Duration.ofHours(1)));
            }));
    sleeps.await();
    executor.shutdownNow();
    assertThrows(ExecutionException.class, work::get);
    closed.get();
    assertEquals(List.of(Kind.SHUTDOWN_LEFT, Kind.SHUTDOWN_LEFT), kinds());
  }

  @Test
  void refusedWorkIsLoopClosed() throws Exception {
    startWaiting();
    CompletableFuture<Void> inside = new CompletableFuture<>();
    CountDownLatch goOn = new CountDownLatch(1);
    executor.execute(
        () -> {
          inside.complete(null);
          awaitIt(goOn);
        });
    inside.get();
    executor.shutdown();
    String text =
        assertThrows(IllegalStateException.class, () -> own.loop().callSoonThreadsafe(one -> {}, null, null)).getMessage();
    assertTrue(text.contains("was shut down") && text.contains("create a new loop"), text);
    CompletableFuture<Object> refused = new CompletableFuture<>();
    assertThrows(
        IllegalStateException.class, () -> asyncio.runCoroutineThreadsafe(coroutine(() -> refused.complete(null))));
    goOn.countDown();
    closed.get();
    assertFalse(refused.isDone());
    assertEquals(List.of(Kind.SHUTDOWN_LEFT), kinds()); // and no call was dropped: its caller was told
  }

  /** §8.30 */
  @Test
  void aCallThatWasTakenAndIsNotMadeIsReported() throws Exception {
    CompletableFuture<Void> inside = new CompletableFuture<>();
    CountDownLatch goOn = new CountDownLatch(1);
    own.loop()
        .callSoonThreadsafe(
            one -> {
              inside.complete(null);
              awaitIt(goOn);
            },
            null,
            null);
    inside.get();
    own.loop().callSoonThreadsafe(one -> {}, null, null);
    executor.shutdown();
    goOn.countDown();
    closed.get();
    assertEquals(List.of(Kind.CALL_DROPPED), kinds());
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException end) {
      throw new AssertionError(end);
    }
  }

  /** No thread waits for who says it by himself. */
  @Test
  void anEndThatIsSaid() throws Exception {
    ScheduledThreadPoolExecutor other = new ScheduledThreadPoolExecutor(1);
    CompletableFuture<Void> terminated = new CompletableFuture<>();
    ExecutorLoop said = ExecutorLoop.on(io.github.aiotask.TaskRuntime.load(), other, terminated);
    CompletableFuture<Void> end = new CompletableFuture<>();
    said.onClose(() -> end.complete(null));
    other.shutdown();
    assertTrue(other.awaitTermination(5, TimeUnit.MINUTES));
    assertFalse(end.isDone());
    terminated.complete(null);
    assertTrue(end.isDone());
    executor.shutdown();
  }
}
