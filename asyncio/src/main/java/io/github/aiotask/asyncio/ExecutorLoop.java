package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.EventLoop;
import io.github.aiotask.LoopError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop in the thread of an executor that is there already, among that one's other work: it takes the place of a {@link Runner}.
 *
 * <pre>{@code
 * ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(1);
 * ExecutorLoop own = ExecutorLoop.on(executor);
 * String page = own.asyncio().runCoroutineThreadsafe(coroutine(() -> fetch())).get(); // from any other thread
 * own.shutDown().get();
 * executor.shutdown();
 * }</pre>
 *
 * <p>The executor runs one iteration of the loop at a time, and is asked for the next one when there is work or a timer is due. All
 * rules of chapter 8 hold, but for these:
 *
 * <ul>
 *   <li>There is no run to begin or to end: no {@code runForever}, {@code runUntilComplete} and {@code stop} (§8.9 to §8.13, §8.16,
 *       §8.25 to §8.27), and no poll that blocks (§8.2), for the executor waits.
 *   <li>An interrupt of the executor's thread is the executor's, or of whom it interrupts; it ends no run (§8.23).
 *   <li>An EXIT that leaves an iteration (§8.7, §8.8) goes to the thread's {@link Thread.UncaughtExceptionHandler}, and the next
 *       iteration comes (§8.35).
 * </ul>
 *
 * <p>The executor's other work, in its thread, may complete futures, create tasks and {@code callSoon}; none of that is in an
 * iteration, so {@link EventLoop#isRunning} is false and {@link Asyncio#current} fails there. In debug mode other threads are refused
 * with WRONG_THREAD, as soon as the executor's is known.
 *
 * <p><b>One thread.</b> A {@link ScheduledThreadPoolExecutor} with more is refused; of another executor it is found out when a second
 * thread comes, which is reported as WRONG_THREAD and ends the loop. A thread that the executor replaces is none.
 *
 * <p><b>Timers.</b> The executor's queue has one entry for the loop's next timer, and none once that is cancelled, if the executor takes
 * out what is cancelled: a {@code ScheduledThreadPoolExecutor} and Netty's loops do. That of {@link
 * java.util.concurrent.Executors#newSingleThreadScheduledExecutor()} keeps a cancelled entry, which leads to no task, until its time.
 *
 * <p><b>The end.</b> {@link #shutDown} ends the tasks, and then the loop, in order. If the executor ends before, each task that has not
 * ended is reported as SHUTDOWN_LEFT, what other threads wait for fails with LOOP_CLOSED, and so does all that is asked of the loop
 * from then on (§8.36). A timer that is set keeps a {@code ScheduledThreadPoolExecutor} from ending, as its own ones do
 * ({@link ScheduledThreadPoolExecutor#setExecuteExistingDelayedTasksAfterShutdownPolicy}).
 *
 * <p>Any thread.
 */
public final class ExecutorLoop {
  private final ScheduledExecutorService executor;
  private final RunnableLoop loop;
  private final Asyncio asyncio;
  private final ExecutorEnd end;

  private ExecutorLoop(
      TaskRuntime runtime, ScheduledExecutorService executor, ExecutorTurns turns) {
    this.executor = executor;
    this.loop = turns.loop();
    this.asyncio = Asyncio.on(runtime, loop);
    this.end = new ExecutorEnd(asyncio, loop, turns::closeSoon);
    turns.wakeup(); // to know the thread from now on
  }

  /**
   * A loop of a new runtime with all defaults.
   *
   * @param executor has one thread, and runs
   * @return the loop
   * @throws IllegalArgumentException if the executor has several threads, or is shut down
   */
  public static ExecutorLoop on(ScheduledExecutorService executor) {
    return on(TaskRuntime.load(), executor);
  }

  /**
   * A loop on an executor. A daemon thread waits for the executor's end, in order to tell who would wait for ever.
   *
   * @param runtime whose rules, guest and registry
   * @param executor has one thread, and runs
   * @return the loop
   * @throws IllegalArgumentException if the executor has several threads, or is shut down
   * @throws UnsupportedOperationException if the runtime's loops have no {@link io.github.aiotask.HostPoller}
   */
  public static ExecutorLoop on(TaskRuntime runtime, ScheduledExecutorService executor) {
    Objects.requireNonNull(executor, "ExecutorLoop.on(executor): it is null");
    CompletableFuture<@Nullable Void> terminated = new CompletableFuture<>();
    ExecutorLoop created = on(runtime, executor, terminated);
    Thread watcher = new Thread(() -> watch(executor, terminated), "aiotask-end-of-executor");
    watcher.setDaemon(true);
    watcher.start();
    created.onClose(watcher::interrupt);
    return created;
  }

  /**
   * A loop on an executor that says by itself when it has ended: no thread waits for that.
   *
   * @param runtime whose rules, guest and registry
   * @param executor has one thread, and runs
   * @param terminated done, by whatever outcome, when the executor's thread has ended; in the thread that completes it, the exception
   *     handler hears of tasks that are left
   * @return the loop
   * @throws IllegalArgumentException if the executor has several threads, or is shut down
   */
  public static ExecutorLoop on(
      TaskRuntime runtime, ScheduledExecutorService executor, CompletionStage<?> terminated) {
    Objects.requireNonNull(terminated, "ExecutorLoop.on(terminated): it is null");
    long origin = System.nanoTime();
    return on(runtime, executor, terminated, () -> System.nanoTime() - origin);
  }

  private static ExecutorLoop on(
      TaskRuntime runtime, ScheduledExecutorService executor, CompletionStage<?> terminated, LongSupplier clock) {
    Objects.requireNonNull(runtime, "ExecutorLoop.on(runtime): it is null; TaskRuntime.load() gives one");
    Objects.requireNonNull(executor, "ExecutorLoop.on(executor): it is null");
    if (executor.isShutdown()) {
      throw new IllegalArgumentException("ExecutorLoop.on(executor): " + executor + " was shut down: give it one that runs");
    }
    if (executor instanceof ScheduledThreadPoolExecutor pool && pool.getCorePoolSize() > 1) {
      throw new IllegalArgumentException(
          "ExecutorLoop.on(executor): " + executor + " may have " + pool.getCorePoolSize()
              + " threads: a loop is of one, as of new ScheduledThreadPoolExecutor(1)");
    }
    ExecutorTurns turns = new ExecutorTurns(runtime, executor, clock);
    ExecutorLoop created = new ExecutorLoop(runtime, executor, turns);
    terminated.whenComplete(
        (result, error) -> {
          turns.stop();
          ExecutorEnd.leave(runtime, turns.loop());
        });
    return created;
  }

  private static void watch(ScheduledExecutorService executor, CompletableFuture<@Nullable Void> terminated) {
    try {
      boolean ended = false;
      while (!ended) {
        ended = executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      }
      terminated.complete(null);
    } catch (InterruptedException closed) { // the loop is, and there is nothing to tell
      return;
    }
  }

  /**
   * asyncio's functions for the loop: {@link Asyncio#current()} in it.
   *
   * @return always the same
   */
  public Asyncio asyncio() {
    return asyncio;
  }

  /**
   * The loop.
   *
   * @return always the same
   */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Where it runs.
   *
   * @return the executor that was given
   */
  public ScheduledExecutorService executor() {
    return executor;
  }

  /**
   * Turns debug mode on or off, from an iteration on that comes.
   *
   * @param debug see {@link EventLoop#isDebug()}
   * @throws RuntimeException LOOP_CLOSED
   */
  public void setDebug(boolean debug) {
    loop.callSoonThreadsafe(
        () -> {
          loop.setDebug(debug);
          asyncio.watchIfDebug();
        });
  }

  /**
   * Sets who hears of errors that have nobody else to go to (§8.18), from now on.
   *
   * @param handler called on the loop's thread, and after the executor's end in the one that tells of it; null: the default, a log
   */
  public void setExceptionHandler(@Nullable Callback<? super LoopError> handler) {
    loop.setExceptionHandler(handler);
  }

  /**
   * Has something done when the loop has closed.
   *
   * @param body runs once, in the thread that closes the loop; at once if that has happened
   */
  public void onClose(Runnable body) {
    loop.onClose(body);
  }

  /**
   * Whether the loop has closed.
   *
   * @return true for ever once true
   */
  public boolean isClosed() {
    return loop.isClosed();
  }

  /**
   * Cancels all tasks, and closes the loop when they have ended, as a runner's close does (§10.59); the executor stays as it is. Who has
   * not ended after ten seconds is reported, and waited for.
   *
   * @return done when the loop has closed, whatever has closed it
   */
  public CompletableFuture<@Nullable Void> shutDown() {
    CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    loop.onClose(() -> closed.complete(null));
    if (!closed.isDone()) {
      try {
        loop.callSoonThreadsafe(end::begin);
      } catch (RuntimeException refused) { // the executor ends, and so does the loop then
        return closed;
      }
    }
    return closed;
  }

  @Override
  public String toString() {
    return "<ExecutorLoop " + loop + ">";
  }
}
