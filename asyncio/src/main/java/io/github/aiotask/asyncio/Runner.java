package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Guest;
import io.github.aiotask.Interrupts;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Shutdown.Patience;
import io.github.aiotask.direct.Direct;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A loop from its first run to its end, as asyncio's Runner (§10.57 to §10.59).
 *
 * <pre>{@code
 * try (Runner runner = new Runner()) {
 *   runner.run(new Main(runner.asyncio()));
 * }
 * }</pre>
 *
 * <p>On one thread, which waits while its loop runs in a thread of its own ({@link Direct#runLoop}) that stands for it. An interrupt
 * of it is what Ctrl-C is in Python: it cancels what runs. To have Ctrl-C do that, say {@link #handlingSigint()}.
 */
public final class Runner implements AutoCloseable {
  private final RunnableLoop loop;
  private final Asyncio asyncio;
  private final Patience patience;
  private @Nullable Object context; // null: there were none when it was made
  private boolean handlesSigint;
  private boolean closed;

  /**
   * A runner on a new loop of a new runtime with all defaults, whose tasks tell the flight recorder, if a recording asks for
   * that now ({@link io.github.aiotask.jfr.TaskEvents}).
   */
  public Runner() {
    this(TaskRuntime.load(FlightRecording.options()));
  }

  /**
   * A runner on a new loop.
   *
   * @param runtime whose
   */
  public Runner(TaskRuntime runtime) {
    this(runtime, runtime.newLoop());
  }

  /**
   * A runner on a loop, which it closes.
   *
   * @param runtime whose rules, guest and registry
   * @param loop a loop that nobody else runs
   * @throws UnsupportedOperationException before Python 3.11 (§10.63)
   */
  public Runner(TaskRuntime runtime, RunnableLoop loop) {
    this(runtime, loop, Patience.DEFAULT);
  }

  /**
   * A runner on virtual time, for tests: when all tasks wait, its clock jumps to the next timer, so that no sleep and no limit takes any
   * time. What another thread does takes none of that time either: who waits for it should set no limit.
   *
   * <pre>{@code
   * try (Runner runner = Runner.onVirtualTime()) {
   *   runner.run(coroutine(() -> await(Asyncio.current().sleep(Duration.ofDays(30)))));
   *   assertEquals(Duration.ofDays(30).toNanos(), runner.loop().time());
   * }
   * }</pre>
   *
   * @return a new runner of a new runtime with all defaults, its clock at 0
   */
  public static Runner onVirtualTime() {
    TaskRuntime runtime = TaskRuntime.load();
    return new Runner(runtime, runtime.newVirtualLoop());
  }

  Runner(TaskRuntime runtime, RunnableLoop loop, Patience patience) {
    this.patience = patience;
    this.loop = Objects.requireNonNull(loop, "Runner(loop): the loop is null");
    this.asyncio = Asyncio.ofRunner(runtime, loop);
    this.context = asyncio.guest.captureContext();
  }

  /**
   * Has Ctrl-C, which is the signal SIGINT, end what it runs, as in Python. While {@link #run} runs
   *
   * <ul>
   *   <li>the first one interrupts the thread that called it: main is cancelled, and may clean up (§10.58);
   *   <li>the second one does so again: the run is left at once, and {@link #close} has the rest of main to cancel;
   *   <li>the third one does what it did before: unless somebody has changed that, the JVM exits.
   * </ul>
   *
   * <p>The run throws an InterruptedException then. Who catches that decides what comes next; if nobody does, in the thread that has
   * called, the JVM exits with 130. After the run SIGINT is again whose it was. A process that was started so that it ignores SIGINT goes
   * on ignoring it, and no other signal is taken: for SIGTERM add a shutdown hook ({@link Runtime#addShutdownHook}) that interrupts the
   * thread and joins it.
   *
   * <p>A shutdown hook for SIGINT too would not do: the JVM is ending then, other hooks take away what main needs, and it ignores
   * every further SIGINT until all of them have returned. So this uses {@code sun.misc.Signal}, of the module {@code jdk.unsupported}.
   * That is there unless an application on the module path does not resolve it; then java takes {@code --add-modules
   * jdk.unsupported}.
   *
   * <pre>{@code
   * try (Runner runner = new Runner().handlingSigint()) {
   *   int exitCode = runner.run(new Main(runner.asyncio()));
   * }
   * }</pre>
   *
   * @return this runner
   */
  public Runner handlingSigint() {
    handlesSigint = true;
    return this;
  }

  /**
   * The functions for its loop.
   *
   * @return always the same
   */
  public Asyncio asyncio() {
    return asyncio;
  }

  /**
   * Its loop.
   *
   * @return always the same
   */
  public RunnableLoop loop() {
    return loop;
  }

  /**
   * Runs something in a task of its own until it is done (§10.57, §10.58).
   *
   * @param <T> the result
   * @param main what to run
   * @return its result
   * @throws InterruptedException if the thread was interrupted: main was cancelled then, and has ended by that, or there was
   *     a second interrupt
   * @throws Exception the error of main
   * @throws IllegalStateException if it is closed, or a loop is running in this thread
   * @throws UnsupportedOperationException if it is to handle SIGINT, and this JVM tells nobody of that; it says what to do
   */
  public <T extends @Nullable Object> T run(Awaitable<T> main) throws Exception {
    if (closed) {
      throw new IllegalStateException("this runner is closed: create a new one");
    }
    refuseInsideOfARun("runner.run(main)");
    if (loop.isRunning()) {
      throw new IllegalStateException(
          "the loop of this runner runs in another thread: give it main by asyncio().runCoroutineThreadsafe instead of run(main)");
    }
    Objects.requireNonNull(main, "run(main): it is null");
    Callable<T> whole = () -> inLoop(() -> runAlone(main));
    return handlesSigint ? Sigint.<T>during(whole) : whole.call();
  }

  /** §10.57: also of another runtime's loop. */
  static void refuseInsideOfARun(String call) {
    if (RunningLoop.current() != null) {
      throw new IllegalStateException(
          call + " inside of a run: a loop runs in this thread already, and all tasks share it. Write await(coroutine) to wait for"
              + " it here, or Asyncio.current().createTask(coroutine) to go on meanwhile");
    }
  }

  /** Says which loop runs also where the loop does not. */
  private <T extends @Nullable Object> T inLoop(Callable<T> body) throws Exception {
    RunningLoop here = RunningLoop.ofThread();
    return Direct.runLoop(
        () -> {
          EventLoop outer = here.begin(loop);
          try {
            return body.call();
          } finally {
            here.end(outer);
          }
        });
  }

  private <T extends @Nullable Object> T runAlone(Awaitable<T> main) throws Exception {
    Coroutine<T> coroutine = main instanceof Coroutine<T> given ? given : new Awaiting<>(main);
    Task<T> task = asyncio.createTask(coroutine, new TaskOptions(null, contextNow(), false));
    try {
      return loop.runUntilComplete(task);
    } catch (InterruptedException interrupt) {
      if (task.isDone()) {
        throw interrupt;
      }
      task.cancel(); // §10.58
      return interrupted(task, interrupt);
    } finally {
      if (haveContextsCome()) {
        context = Here.ofEntry(task); // §10.57: there may be values in it
      }
    }
  }

  private @Nullable Object contextNow() {
    if (haveContextsCome()) {
      context = new Context(); // what a copy would have been
    }
    return context;
  }

  /** Whether the program made its first context variable after this runner. */
  private boolean haveContextsCome() {
    return context == null && asyncio.guest == Guest.JAVA && Guest.JAVA.captureContext() != null;
  }

  private <T extends @Nullable Object> T interrupted(Task<T> task, InterruptedException interrupt) throws Exception {
    try {
      return loop.runUntilComplete(task);
    } catch (Throwable error) { // a cancellation of ours is the interrupt's, all else leaves
      if (asyncio.isCancellation(error) && task.uncancel() == 0) {
        throw interrupt;
      }
      throw error;
    }
  }

  /**
   * Cancels all tasks, runs until they are done, ends the default executor and closes the loop (§10.59). No effect the
   * second time. An interrupt cuts this short; the loop is closed all the same, and the thread interrupted again.
   *
   * <p>A task that nothing can end any more is reported and left, as it is in a cycle, or stranded (§10.64). Whoever else has not
   * ended after ten seconds is reported, and left after five minutes more.
   *
   * @throws IllegalStateException if the loop is running
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (loop.isRunning()) {
      throw new IllegalStateException("the loop of this runner is running: close it when main has ended");
    }
    closed = true;
    try {
      this.<@Nullable Void>inLoop(this::shutDown);
    } catch (Exception error) {
      throw Thrown.as(error);
    } finally {
      asyncio.seen.questions.close();
      loop.close();
    }
  }

  private @Nullable Void shutDown() throws Exception {
    try {
      new Shutdown(asyncio, loop, patience).run();
      loop.runUntilComplete(asyncio.threads.shutDown(asyncio));
    } catch (InterruptedException interrupt) {
      Interrupts.keep(interrupt);
    }
    return null;
  }
}
