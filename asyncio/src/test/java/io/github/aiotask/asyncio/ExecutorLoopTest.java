package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopThread;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop in an executor's thread, among that one's other work (§8.34). */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class ExecutorLoopTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final ExecutorLoop own = ExecutorLoop.on(executor);
  private final Asyncio asyncio = own.asyncio();
  private final EventLoop loop = own.loop();

  @AfterEach
  void end() throws Exception {
    own.shutDown().get();
    executor.shutdown();
    assertTrue(executor.awaitTermination(5, TimeUnit.MINUTES));
  }

  /** What is no code of the loop's, in the same thread. */
  private <T> T beside(Callable<T> body) throws Exception {
    return executor.submit(body).get();
  }

  /** All that was queued before has run, an iteration and what comes after it. */
  private void settle() throws Exception {
    boolean idle = false;
    while (!idle) {
      idle = beside(() -> ((RunnableLoop) loop).readyCount() == 0);
    }
  }

  private <T> T run(Callable<T> body) throws Exception {
    return asyncio.runCoroutineThreadsafe(coroutine(body)).get();
  }

  @Test
  void tasksRunInTheExecutorsThread() throws Exception {
    Thread thread = beside(Thread::currentThread);
    String text =
        run(
            () -> {
              assertSame(thread, LoopThread.current());
              assertSame(asyncio, Asyncio.current());
              assertSame(loop, RunningLoop.current());
              assertTrue(loop.isRunning());
              await(asyncio.sleep(Duration.ofMillis(1)));
              assertSame(thread, LoopThread.current());
              return "done in " + asyncio.currentTask().loop().equals(loop);
            });
    assertEquals("done in true", text);
    settle();
    assertNull(beside(RunningLoop::current));
    assertFalse(beside(loop::isRunning));
  }

  @Test
  void callsRunInTheirOrder() throws Exception {
    List<String> order = new ArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();
    beside(
        () -> {
          loop.schedule(order::add, "beside 1", null);
          loop.callSoonThreadsafe(order::add, "threadsafe 2", null);
          loop.callSoon(
              text -> {
                order.add(text);
                loop.callSoon(order::add, "inside 5", null);
                loop.callSoonThreadsafe(order::add, "threadsafe 6", null);
                loop.callSoon(order::add, "inside 7", null);
                loop.callAt(loop.time(), done -> done.complete(null), last, null);
              },
              "soon 3",
              null);
          loop.callSoonThreadsafe(order::add, "threadsafe 4", null);
          return null;
        });
    last.get();
    assertEquals(
        List.of("beside 1", "threadsafe 2", "soon 3", "threadsafe 4", "inside 5", "threadsafe 6", "inside 7"), order);
  }

  /** Other work of the executor has its turn while a task is always ready. */
  @Test
  void otherWorkComesBetweenIterations() throws Exception {
    boolean[] stop = new boolean[1];
    CompletableFuture<Integer> spinning =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  int turns = 0;
                  while (!stop[0]) {
                    await(asyncio.sleep(Duration.ZERO));
                    turns++;
                  }
                  return turns;
                }));
    beside(
        () -> {
          stop[0] = true;
          return null;
        });
    assertTrue(spinning.get() >= 0);
  }

  /** §8.34 */
  @Test
  void otherWorkOfTheThreadWakesTasks() throws Exception {
    Future<String> future = beside(asyncio::createFuture);
    Task<String> task = beside(() -> asyncio.createTask(coroutine(() -> await(future) + "!")));
    settle();
    assertFalse(beside(task::isDone));
    CompletableFuture<String> seen = new CompletableFuture<>();
    beside(
        () -> {
          task.addDoneCallback(done -> seen.complete(done.result()));
          future.setResult("set beside");
          return null;
        });
    assertEquals("set beside!", seen.get());

    CompletableFuture<String> timer = new CompletableFuture<>();
    beside(() -> loop.callAt(loop.time() + 1_000_000, timer::complete, "timer", null));
    assertEquals("timer", timer.get());
  }

  // ---- timers

  @Test
  void aCancelledTimerLeavesTheExecutorsQueue() throws Exception {
    TimerHandle first = beside(() -> loop.callAt(loop.time() + TimeUnit.HOURS.toNanos(1), one -> {}, null, null));
    TimerHandle second = beside(() -> loop.callAt(loop.time() + TimeUnit.HOURS.toNanos(2), one -> {}, null, null));
    settle();
    assertEquals(1, beside(() -> executor.getQueue().size()));
    loop.callSoonThreadsafe(TimerHandle::cancel, first, null);
    settle();
    assertEquals(1, beside(() -> executor.getQueue().size()));
    beside(() -> cancelled(second)); // outside of an iteration
    settle();
    assertEquals(0, beside(() -> executor.getQueue().size()));
  }

  private static boolean cancelled(TimerHandle timer) {
    timer.cancel();
    return timer.isCancelled();
  }

  @Test
  void aTimeoutLeavesNothingInTheQueue() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertEquals("w", run(() -> asyncio.timeout(Duration.ofHours(1), () -> await(asyncio.sleep(Duration.ZERO, "w")))));
    }
    settle();
    assertEquals(0, beside(() -> executor.getQueue().size()));
  }

  // ---- errors

  /** §8.35 */
  @Test
  void anExitGoesToTheThreadsHandlerAndTheNextIterationComes() throws Exception {
    List<LoopError> reports = new ArrayList<>();
    own.setExceptionHandler(reports::add);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    OutOfMemoryError exit = new OutOfMemoryError("of the test");
    beside(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> seen.complete(error));
          loop.callSoon(
              one -> {
                throw exit;
              },
              null,
              null);
          return null;
        });
    assertSame(exit, seen.get());
    assertEquals("after", run(() -> "after"));
    assertEquals(List.of(), beside(() -> List.copyOf(reports)));
  }

  @Test
  void otherErrorsAreReported() throws Exception {
    CompletableFuture<LoopError> seen = new CompletableFuture<>();
    own.setExceptionHandler(seen::complete);
    PyError error = new PyError("ValueError", "v");
    loop.callSoonThreadsafe(
        one -> {
          throw error;
        },
        null,
        null);
    assertSame(error, seen.get().exception());
  }

  /** §8.22 §8.33 */
  @Test
  void inDebugModeOtherThreadsAreRefused() throws Exception {
    own.setDebug(true);
    settle();
    String text =
        assertThrows(IllegalStateException.class, () -> loop.callSoon(one -> {}, null, null)).getMessage();
    assertTrue(text.contains("belongs to the thread") && text.contains("callSoonThreadsafe"), text);
    assertThrows(IllegalStateException.class, asyncio::createFuture);
    Future<String> future = beside(asyncio::createFuture);
    assertThrows(IllegalStateException.class, () -> future.setResult("wrong"));
    assertEquals("right", run(() -> "right"));
  }

  @Test
  void nobodyElseRunsIt() throws Exception {
    RunnableLoop cast = (RunnableLoop) loop;
    settle();
    String text = assertThrows(IllegalStateException.class, cast::runOnce).getMessage();
    assertTrue(text.contains("is run by its executor alone"), text);
    assertTrue(assertThrows(Exception.class, () -> beside(cast::runOnce)).getMessage().contains("alone"));
    assertEquals("still", run(() -> "still"));
  }

  /** §8.23 is for the executor. */
  @Test
  void anInterruptEndsNothing() throws Exception {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        one -> {
          Thread.currentThread().interrupt();
          loop.callSoon(next -> next.complete(Thread.currentThread().isInterrupted()), seen, null);
        },
        null,
        null);
    seen.get();
    assertEquals("on", run(() -> "on"));
  }

  // ---- the thread

  @Test
  void anExecutorWithSeveralThreadsIsRefused() {
    ScheduledExecutorService two = new ScheduledThreadPoolExecutor(2);
    String text = assertThrows(IllegalArgumentException.class, () -> ExecutorLoop.on(two)).getMessage();
    assertTrue(text.contains("2 threads") && text.contains("new ScheduledThreadPoolExecutor(1)"), text);
    two.shutdown();
    text = assertThrows(IllegalArgumentException.class, () -> ExecutorLoop.on(two)).getMessage();
    assertTrue(text.contains("was shut down"), text);
    assertThrows(NullPointerException.class, () -> ExecutorLoop.on(null));
  }

  @Test
  void aSecondThreadIsFoundOut() throws Exception {
    ScheduledThreadPoolExecutor two = new ScheduledThreadPoolExecutor(2);
    ExecutorLoop wrong = ExecutorLoop.on(Executors.unconfigurableScheduledExecutorService(two));
    CompletableFuture<LoopError> seen = new CompletableFuture<>();
    wrong.setExceptionHandler(seen::complete);
    CompletableFuture<Object> waits = wrong.asyncio().runCoroutineThreadsafe(coroutine(() -> await(wrong.asyncio().createFuture())));
    CompletableFuture<Void> closed = new CompletableFuture<>();
    wrong.onClose(() -> closed.complete(null));
    while (!closed.isDone()) { // a thread that is given nothing else takes the next one
      try {
        wrong.loop().callSoonThreadsafe(one -> {}, null, null);
      } catch (IllegalStateException end) {
        closed.get();
      }
    }
    Throwable error = seen.get().exception();
    assertTrue(error.getMessage().contains("belongs to the thread"), error.getMessage());
    assertTrue(error.getSuppressed()[0].getMessage().contains("runs in more than one thread"));
    assertThrows(Exception.class, waits::get);
    two.shutdown();
  }

  @Test
  void aThreadThatIsReplacedIsTheSame() throws Exception {
    executor.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    executor.allowCoreThreadTimeOut(true);
    Thread first = run(LoopThread::current);
    first.join();
    assertFalse(run(LoopThread::current) == first);
  }

  @Test
  void theUsualExecutorDoesToo() throws Exception {
    ScheduledExecutorService usual = Executors.newSingleThreadScheduledExecutor();
    ExecutorLoop other = ExecutorLoop.on(usual);
    Asyncio functions = other.asyncio();
    CompletableFuture<String> text =
        functions.runCoroutineThreadsafe(coroutine(() -> await(functions.sleep(Duration.ofMillis(1), "slept"))));
    assertEquals("slept", text.get());
    other.shutDown().get();
    usual.shutdown();
  }
}
