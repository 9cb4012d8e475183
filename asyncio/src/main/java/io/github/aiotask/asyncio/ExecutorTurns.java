package io.github.aiotask.asyncio;

import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.HostPoller;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a loop on an executor (§8.34): each runs one iteration, so that the executor's other work comes between them. At most
 * one turn is queued there, and one alarm, for the loop's next timer.
 */
final class ExecutorTurns implements HostPoller {
  private static final long LONGEST_ALARM = TimeUnit.HOURS.toNanos(24);
  private static final long NO_TIMER = Long.MAX_VALUE;
  private static final long PATIENCE_MILLIS = 1000;

  private enum State {
    IDLE,
    QUEUED,
    RUNNING,
    /** Nothing runs any more. */
    OVER
  }

  private final ScheduledExecutorService executor;
  private final LongSupplier clock;
  private final Guest guest;
  private final TaskRuntime runtime;
  private final RunnableLoop loop;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  private volatile @Nullable Thread thread; // of the last turn
  private volatile @Nullable ScheduledFuture<?> alarm;
  private long alarmAt = NO_TIMER; // the executor's thread
  private boolean closing; // the loop's thread; the loop closes after the iteration
  private boolean goesOn = true; // what the last iteration answered

  /** Creates the loop. */
  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // the loop keeps this, and calls nothing of it yet
  ExecutorTurns(TaskRuntime runtime, ScheduledExecutorService executor, LongSupplier clock) {
    this.executor = executor;
    this.clock = clock;
    this.runtime = runtime;
    this.guest = runtime.guest();
    this.loop = runtime.newLoop(this);
  }

  RunnableLoop loop() {
    return loop;
  }

  @Override
  public long time() {
    return clock.getAsLong();
  }

  @Override
  public void poll(long nanos) {
    if (state.get() != State.RUNNING || Thread.currentThread() != thread) {
      throw new IllegalStateException(
          loop + " is run by its executor alone: create tasks of it, or use runCoroutineThreadsafe, instead of running it");
    }
  }

  @Override
  public @Nullable Thread thread() {
    return thread;
  }

  @Override
  public void wakeup() {
    boolean queued = !state.compareAndSet(State.IDLE, State.QUEUED) || queueTurn();
    if (!queued || state.get() == State.OVER) {
      throw Thrown.as(guest.newError(ErrorKind.LOOP_CLOSED, loop, null)); // §8.36
    }
  }

  /** Whether the executor takes it; if not, all is over. */
  private boolean queueTurn() {
    try {
      executor.execute(this::turn);
      return true;
    } catch (RejectedExecutionException refused) { // the end of the executor tells what is left (§8.36)
      stop();
      return false;
    }
  }

  // ---- in the executor's thread

  private void turn() {
    if (state.compareAndSet(State.QUEUED, State.RUNNING)) {
      iterate();
    }
  }

  private void ring() {
    alarm = null;
    alarmAt = NO_TIMER;
    if (state.compareAndSet(State.IDLE, State.RUNNING)) { // else a turn comes anyway
      iterate();
    }
  }

  private void iterate() {
    if (!isSameThread()) {
      refuseThread();
      return;
    }
    Throwable exit = null;
    try {
      goesOn = loop.runOnce();
    } catch (Throwable left) { // §8.7 §8.8
      exit = left;
    }
    endTurn();
    if (exit != null) {
      Interrupts.keep(exit);
      tellThread(exit);
    }
  }

  private void endTurn() {
    if (closing) {
      stop();
      loop.close();
      return;
    }
    boolean busy = loop.readyCount() > 0;
    if (!busy && !setAlarm(loop.nextDeadline())) {
      stop();
      return;
    }
    state.set(State.IDLE);
    if ((busy || loop.readyCount() > 0) && state.compareAndSet(State.IDLE, State.QUEUED)) { // the second look is for other threads'
      queueTurn();
    }
  }

  /** What executors swallow, or end their thread by (§8.35). */
  private static void tellThread(Throwable exit) {
    Thread here = Thread.currentThread();
    Thread.UncaughtExceptionHandler handler = here.getUncaughtExceptionHandler();
    if (handler == null) { // of a thread that has ended, which this is not
      return;
    }
    try {
      handler.uncaughtException(here, exit);
    } catch (Throwable ignored) { // as the JVM does
      Interrupts.keep(ignored);
    }
  }

  /** An executor may replace its thread by another one. */
  private boolean isSameThread() {
    Thread here = Thread.currentThread();
    Thread known = thread;
    if (known == here) {
      return true;
    }
    if (known != null && !ends(known)) {
      return false;
    }
    thread = here;
    return true;
  }

  /** One that is replaced may have its last moments still. */
  private static boolean ends(Thread other) {
    try {
      other.join(PATIENCE_MILLIS);
    } catch (InterruptedException interrupt) {
      Interrupts.keep(interrupt);
    }
    return !other.isAlive();
  }

  private void refuseThread() {
    Thread known = thread;
    stop();
    Throwable error = guest.newError(ErrorKind.WRONG_THREAD, loop, known == null ? null : known.getName());
    error.addSuppressed(
        new IllegalStateException(
            "the executor " + executor + " runs in more than one thread: give the loop one that has a single thread,"
                + " as new ScheduledThreadPoolExecutor(1)"));
    loop.callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, error, loop, null));
    ExecutorEnd.leave(runtime, loop);
  }

  /** Closes the loop after this iteration. */
  void closeSoon() {
    closing = true;
  }

  /** Whether the last iteration has met no stop. */
  boolean goesOn() {
    return goesOn;
  }

  /** Ends all turns, but for one that is running. Any thread. */
  void stop() {
    state.set(State.OVER);
    cancelAlarm();
  }

  // ---- the alarm

  /** For the next timer; whether the executor takes it. */
  private boolean setAlarm(long when) {
    if (when == alarmAt) {
      return true;
    }
    cancelAlarm();
    if (when == NO_TIMER) {
      return true;
    }
    try {
      alarm = executor.schedule(this::ring, untilAlarm(when), TimeUnit.NANOSECONDS);
      alarmAt = when;
      return true;
    } catch (RejectedExecutionException refused) { // as above
      return false;
    }
  }

  private long untilAlarm(long when) {
    long now = time();
    return when <= now ? 0 : when - now < 0 ? LONGEST_ALARM : Math.min(when - now, LONGEST_ALARM);
  }

  /** And takes it out of the executor's queue, where that does not do so by itself. */
  private void cancelAlarm() {
    ScheduledFuture<?> present = alarm;
    alarm = null;
    alarmAt = NO_TIMER;
    if (present != null) {
      present.cancel(false);
      if (executor instanceof ScheduledThreadPoolExecutor pool && present instanceof RunnableScheduledFuture<?> entry) {
        pool.remove(entry);
      }
    }
  }

  @Override
  @SuppressWarnings("lock:method.guarantee.violated") // to ask an executor takes no lock of ours
  public String toString() {
    return executor.isShutdown() ? executor + ", which was shut down" : executor.toString();
  }
}
