package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.Env.text;
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
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Work that comes from other threads, or goes there (§10.60 to §10.62). */
class OtherThreadsTest {
  private final Env env = new Env(PythonVersion.PYTHON_3_14);

  /** §10.60 */
  @Test
  void anotherThreadWaitsForACoroutine() throws Exception {
    Asyncio.run(
        asyncio -> {
          Thread loop = Thread.currentThread();
          List<Object> seen = new ArrayList<>();
          await(
              asyncio.toThread(
                  () -> {
                    assertNotSame(loop, Thread.currentThread());
                    Coroutine<String> work =
                        coroutine(
                            () -> {
                              await(asyncio.sleep(Duration.ZERO));
                              return "w";
                            });
                    seen.add(asyncio.runCoroutineThreadsafe(work).get());
                    Coroutine<String> failing =
                        coroutine(
                            () -> {
                              throw new PyError("ValueError", "v");
                            });
                    CompletableFuture<String> failed = asyncio.runCoroutineThreadsafe(failing);
                    seen.add(text(assertThrows(ExecutionException.class, failed::get).getCause()));
                  }));
          assertEquals(List.of("w", "ValueError(v)"), seen);
        });
  }

  /** §10.61 */
  @Test
  void cancelsGoBothWays() {
    CompletableFuture<String> first = env.asyncio.runCoroutineThreadsafe(env.body("A", env.future()));
    env.spin();
    ((Task<?>) env.asyncio.allTasks().get(0)).cancel();
    env.spin();
    assertTrue(first.isCancelled());
    assertThrows(CancellationException.class, first::join);

    CompletableFuture<String> early = env.asyncio.runCoroutineThreadsafe(env.body("B", env.future()));
    early.cancel(true);
    env.spin();
    assertEquals(List.of(), env.asyncio.allTasks());
  }

  /** §10.61 */
  @Test
  void wrapFuture() throws Exception {
    CompletableFuture<String> source = new CompletableFuture<>();
    Future<String> wrapped = env.asyncio.wrapFuture(source);
    Future<String> dependent = env.asyncio.wrapFuture(source.thenApply(String::trim));
    source.complete(" s");
    assertFalse(wrapped.isDone());
    env.spin();
    assertEquals(" s", wrapped.result());
    assertEquals("s", dependent.result());

    CompletableFuture<String> failing = new CompletableFuture<>();
    Future<String> failed = env.asyncio.wrapFuture(failing.thenApply(String::trim));
    PyError error = new PyError("ValueError", "v");
    failing.completeExceptionally(error);
    env.spin();
    assertSame(error, failed.exception());

    CompletableFuture<String> theirs = new CompletableFuture<>();
    env.asyncio.wrapFuture(theirs).cancel();
    env.spin();
    assertTrue(theirs.isCancelled());

    CompletableFuture<String> cancelled = new CompletableFuture<>();
    Future<String> ours = env.asyncio.wrapFuture(cancelled);
    cancelled.cancel(true);
    env.spin();
    assertTrue(ours.isCancelled());
  }

  /** §10.61: whose loop is closed is told nothing, and nobody else is hurt. */
  @Test
  void wrapFutureOfAClosedLoop() {
    CompletableFuture<String> source = new CompletableFuture<>();
    Future<String> wrapped = env.asyncio.wrapFuture(source);
    env.loop.close();
    source.complete("s");
    assertFalse(wrapped.isDone());
  }

  /** §10.62: the executor decides; a cancel keeps the body from starting. */
  @Test
  void runInExecutor() throws Exception {
    List<Runnable> bodies = new ArrayList<>();
    Executor executor = bodies::add;
    List<String> ran = new ArrayList<>();
    Future<String> first = env.asyncio.runInExecutor(executor, () -> "r");
    Future<Boolean> second = env.asyncio.runInExecutor(executor, () -> ran.add("second"));
    Future<Void> third =
        env.asyncio.runInExecutor(
            executor,
            () -> {
              throw new PyError("ValueError", "v");
            });
    second.cancel();
    env.spin();
    bodies.forEach(Runnable::run);
    env.spin();
    assertEquals("r", first.result());
    assertEquals(List.of(), ran);
    assertEquals("ValueError(v)", text(third.exception()));
  }

  /** §10.62: whatever its class. */
  @Test
  void whatABodyThrowsIsWhatTheAwaitThrows() throws Exception {
    Asyncio.run(
        asyncio -> {
          CompletionException error = new CompletionException(new PyError("ValueError", "v"));
          Coroutine<Void> failing =
              asyncio.toThread(
                  () -> {
                    throw error;
                  });
          assertSame(error, assertThrows(CompletionException.class, () -> await(failing)));
        });
  }

  /** §10.61: cancelled while its end is on the way. */
  @Test
  void whatIsCancelledMeanwhileStaysSo() {
    CompletableFuture<String> source = new CompletableFuture<>();
    Future<String> wrapped = env.asyncio.wrapFuture(source);
    source.complete("s");
    wrapped.cancel();
    env.spin();
    assertTrue(wrapped.isCancelled());
    assertEquals(List.of(), env.trace);
  }

  /** Makes no task. */
  private record Failing(PyError error) implements TaskFactory {
    @Override
    public <T> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
      throw Thrown.as(error);
    }
  }

  /** §10.60: both sides hear of a task that could not be made. */
  @Test
  void aTaskThatCannotBeMadeIsHeardOf() {
    PyError error = new PyError("ValueError", "v");
    env.asyncio.setTaskFactory(new Failing(error));
    CompletableFuture<String> future = env.asyncio.runCoroutineThreadsafe(env.body("A"));
    env.spin();
    assertTrue(future.isCompletedExceptionally());
    assertSame(error, assertThrows(ExecutionException.class, future::get).getCause());
    assertEquals(List.of("1:EH[CALLBACK_RAISED] ValueError(v)"), env.trace);
  }

  /** §10.60: an EXIT is the loop's alone. */
  @Test
  void anExitInTheMakingOfATaskLeavesTheLoop() {
    PyError exit = new PyError("KeyboardInterrupt", "k");
    env.asyncio.setTaskFactory(new Failing(exit));
    CompletableFuture<String> future = env.asyncio.runCoroutineThreadsafe(env.body("A"));
    assertSame(exit, assertThrows(PyError.class, env::spin));
    assertFalse(future.isDone());
  }

  /** §10.59 §10.62: one of choice, which ends with the runner; else daemons. */
  @Test
  void theDefaultExecutor() throws Exception {
    ExecutorService own = Executors.newSingleThreadExecutor(body -> new Thread(body, "own"));
    try (Runner runner = new Runner()) {
      Coroutine<Thread> where = runner.asyncio().toThread(Thread::currentThread);
      assertTrue(runner.run(where).isDaemon());
      runner.asyncio().setDefaultExecutor(own);
      assertEquals("own", runner.run(runner.asyncio().toThread(() -> Thread.currentThread().getName())));
    }
    assertTrue(own.isTerminated());
  }

  /** §10.59: nothing is begun that nobody would hear of. */
  @Test
  void theDefaultExecutorEndsWithItsRunner() {
    Runner runner = new Runner();
    runner.close();
    assertThrows(IllegalStateException.class, () -> runner.asyncio().runInExecutor(null, () -> 1));
  }

  /** §10.59: an interrupt closes the loop while a thread works; nobody hears of that thread's end, or misses it. */
  @Test
  void aCloseThatIsInterruptedLeavesNobodyBehind() throws Exception {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    UncaughtExceptionHandler former = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    try {
      CountDownLatch work = new CountDownLatch(1);
      try (Runner runner = new Runner()) {
        Coroutine<Void> main =
            coroutine(
                () -> {
                  runner.asyncio().runInExecutor(
                      null,
                      () -> {
                        work.await();
                        return null;
                      });
                });
        runner.run(main);
        Thread.currentThread().interrupt();
      }
      assertTrue(Thread.interrupted());
      Thread waiting =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("asyncio_shutdown"))
              .findAny()
              .orElseThrow();
      work.countDown();
      waiting.join();
      assertEquals(List.of(), uncaught);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(former);
    }
  }

  /** §10.62: a copy of the caller's context. */
  @Test
  void toThreadRunsInACopyOfTheContext() throws Exception {
    PyGuest guest = new PyGuest();
    TaskRuntime runtime = TaskRuntime.load(Options.DEFAULT.withGuest(guest));
    try (Runner runner = new Runner(runtime)) {
      runner.run(
          coroutine(
              () -> {
                guest.context.value = 5;
                assertEquals(6, await(runner.asyncio().toThread(() -> ++guest.context.value)));
                assertEquals(5, guest.context.value);
              }));
    }
  }

  /** §10.59: the close of a runner waits for the default executor. */
  @Test
  void closeWaitsForThreads() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<String> log = new ArrayList<>();
    try (Runner runner = new Runner()) {
      Asyncio asyncio = runner.asyncio();
      runner.run(
          coroutine(
              () -> {
                asyncio.runInExecutor(
                    null,
                    () -> {
                      started.countDown();
                      Thread.sleep(20);
                      synchronized (log) {
                        log.add("ended");
                      }
                      return null;
                    });
              }));
      started.await();
    }
    synchronized (log) {
      assertEquals(List.of("ended"), log);
    }
  }

  /** §10.66 */
  @Test
  void aBodyThatMeetsACancellationFails() throws Exception {
    Asyncio.run(
        asyncio -> {
          Future<Object> work =
              asyncio.runInExecutor(
                  null,
                  () -> {
                    throw new CancellationException("of something else");
                  });
          CancelledError error = assertThrows(CancelledError.class, () -> await(work));
          assertEquals("of something else", error.message());
          assertFalse(work.isCancelled());
          assertSame(error, work.exception());
          CompletableFuture<Object> source = new CompletableFuture<>();
          Future<Object> cancelled = asyncio.wrapFuture(source);
          Future<Object> dependent = asyncio.wrapFuture(source.thenApply(value -> value));
          source.cancel(true);
          assertThrows(CancelledError.class, () -> await(cancelled));
          assertThrows(CancelledError.class, () -> await(dependent));
          assertEquals(List.of(true, false), List.of(cancelled.isCancelled(), dependent.isCancelled()));
        });
  }
}
