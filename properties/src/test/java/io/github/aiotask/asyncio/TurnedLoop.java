package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TimerHandle;
import io.github.aiotask.properties.run.HostedLoop;
import org.jspecify.annotations.Nullable;

/** A loop on an executor, as one that the kit can run: each iteration is one turn of the executor, which the kit's clock drives. */
final class TurnedLoop implements HostedLoop {
  private final PythonVersion version;
  private final Poller clock;
  private final HandExecutor executor;
  private final ExecutorTurns turns;
  private final RunnableLoop below;
  private boolean stops; // asked for outside of an iteration

  TurnedLoop(TaskRuntime runtime, Poller clock) {
    this.version = runtime.version();
    this.clock = clock;
    this.executor = new HandExecutor(clock::time);
    this.turns = new ExecutorTurns(runtime, executor, clock::time);
    this.below = turns.loop();
  }

  @Override
  public EventLoop hosted() {
    return below;
  }

  // ---- running

  @Override
  public boolean runOnce() throws InterruptedException {
    boolean insideOfOther = RunningLoop.current() != null && version.compareTo(PythonVersion.PYTHON_3_6) >= 0;
    if (below.isRunning() || below.isClosed() || insideOfOther) {
      return below.runOnce(); // which refuses
    }
    while (executor.hasWork() && below.readyCount() == 0 && below.nextDeadline() > clock.time()) {
      turn(); // of a change of timers
    }
    if (stops) {
      turns.wakeup(); // a loop on an executor has no stop that would
      stops = false;
    }
    clock.poll(executor.hasWork() ? 0 : executor.untilNext());
    turn();
    return turns.goesOn();
  }

  /** What leaves the iteration goes to the thread's handler (§8.35), and here to who runs it. */
  private void turn() {
    Thread here = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = here.getUncaughtExceptionHandler();
    Throwable[] left = new Throwable[1];
    here.setUncaughtExceptionHandler((thread, error) -> left[0] = error);
    try {
      executor.runNext();
    } finally {
      here.setUncaughtExceptionHandler(before);
    }
    if (left[0] != null) {
      throw Thrown.as(left[0]);
    }
  }

  @Override
  public void runForever() throws InterruptedException {
    boolean goesOn;
    do {
      goesOn = runOnce();
    } while (goesOn);
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
    throw new UnsupportedOperationException("a loop on an executor is run by that");
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Coroutine<T> coroutine) {
    throw new UnsupportedOperationException("a loop on an executor is run by that");
  }

  // ---- as the loop below

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    return below.createTask(coroutine, options);
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture() {
    return below.createFuture();
  }

  @Override
  public <A extends @Nullable Object> Handle callSoon(Callback<? super A> callback, A argument, @Nullable Object context) {
    return below.callSoon(callback, argument, context);
  }

  @Override
  public void scheduleStep(QueuedStep step, @Nullable Object context) {
    below.scheduleStep(step, context);
  }

  @Override
  public <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    return below.callSoonThreadsafe(callback, argument, context);
  }

  @Override
  public <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context) {
    return below.callAt(nanos, callback, argument, context);
  }

  @Override
  public long time() {
    return below.time();
  }

  @Override
  public boolean isRunning() {
    return below.isRunning();
  }

  @Override
  public boolean isDebug() {
    return below.isDebug();
  }

  @Override
  public void checkThread() {
    below.checkThread();
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    below.callExceptionHandler(error);
  }

  @Override
  public void stop() {
    below.stop();
    stops = !below.isRunning();
  }

  @Override
  public void close() {
    below.close();
  }

  @Override
  public void onClose(Runnable body) {
    below.onClose(body);
  }

  @Override
  public boolean isClosed() {
    return below.isClosed();
  }

  @Override
  public void setDebug(boolean debug) {
    below.setDebug(debug);
  }

  @Override
  public void setExceptionHandler(@Nullable Callback<? super LoopError> handler) {
    below.setExceptionHandler(handler);
  }

  @Override
  public int readyCount() {
    return below.readyCount();
  }

  @Override
  public long nextDeadline() {
    return below.nextDeadline();
  }
}
