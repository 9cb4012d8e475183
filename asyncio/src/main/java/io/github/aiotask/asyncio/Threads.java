package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Other threads' work for one loop, and the default executor. */
final class Threads {
  private static final int MOST = 32;
  private static final int SPARE = 4;
  private static final long IDLE_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 300;

  private @Nullable ExecutorService executor;
  private boolean shutDown;

  void use(ExecutorService other) {
    executor = other;
  }

  /** §10.62 */
  <T extends @Nullable Object> Future<T> run(Asyncio asyncio, @Nullable Executor given, Callable<T> body) {
    Executor chosen = given == null ? defaultExecutor() : given;
    Object context = asyncio.guest.captureContext();
    Callable<T> inside = context == null ? body : new InContext<>(asyncio.guest, context, body);
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Work<T> work = new Work<>(outcome, inside);
    Future<T> future = Bridge.wrap(asyncio, outcome, work);
    chosen.execute(work);
    return future;
  }

  ExecutorService defaultExecutor() {
    if (shutDown) {
      throw new IllegalStateException("the default executor was shut down: its runner is closing");
    }
    ExecutorService present = executor;
    if (present == null) {
      present = newExecutor();
      executor = present;
    }
    return present;
  }

  /** As many threads as Python's; they do not keep the JVM running. */
  private static ExecutorService newExecutor() {
    int size = Math.min(MOST, Runtime.getRuntime().availableProcessors() + SPARE);
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> {
              Thread thread = new Thread(body, "asyncio_" + count.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Ends the default executor (§10.59): the future is done when its threads have ended, or after five minutes. */
  Future<@Nullable Void> shutDown(Asyncio asyncio) {
    shutDown = true;
    ExecutorService present = executor;
    if (present == null) {
      Future<@Nullable Void> nothing = asyncio.createFuture();
      nothing.setResult(null);
      return nothing;
    }
    present.shutdown();
    CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                present.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException error) { // nobody has this thread; if somebody does, it need not wait
                Thread.currentThread().interrupt();
              }
              ended.complete(null);
            },
            "asyncio_shutdown");
    waiter.setDaemon(true);
    waiter.start();
    return Bridge.wrap(asyncio, ended, () -> "the end of the default executor's threads");
  }
}
