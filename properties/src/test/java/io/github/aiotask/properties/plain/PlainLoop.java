package io.github.aiotask.properties.plain;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Poller;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** A loop (§8): a queue of what is ready, and one of timers. */
final class PlainLoop implements RunnableLoop {
  private static final System.Logger LOGGER = System.getLogger("io.github.aiotask");
  private static final long LONGEST_POLL = Duration.ofHours(24).toNanos();
  private static final long SLOW = Duration.ofMillis(100).toNanos();
  private static final int MANY_TIMERS = 100;
  private static final Comparator<Call<?>> BY_CREATION = Comparator.comparingLong(call -> call.number);
  private static final Callback<Future<?>> STOP = future -> ((PlainLoop) future.loop()).stopFor(future);

  private final PlainRuntime runtime;
  private final Poller poller;
  private final Deque<Call<?>> ready = new ConcurrentLinkedDeque<>();
  private final PriorityQueue<Call<?>> timers;
  private final Queue<Runnable> closing = new ConcurrentLinkedDeque<>();
  private long created;
  private @Nullable Callback<? super LoopError> handler;
  private boolean stopping;
  private boolean debug;
  private volatile boolean closed;
  private volatile @Nullable Thread thread; // that runs it
  private @Nullable PlainLoop outer; // that the thread was running before

  PlainLoop(PlainRuntime runtime, Poller poller) {
    this.runtime = runtime;
    this.poller = poller;
    Comparator<Call<?>> equal = is(Fault.EQUAL_TIMERS_REVERSED) ? BY_CREATION.reversed() : BY_CREATION;
    this.timers = new PriorityQueue<>(Comparator.<Call<?>>comparingLong(Call::when).thenComparing(equal));
  }

  private boolean is(Fault fault) {
    return runtime.is(fault);
  }

  /** Thrown through a handle to end the run at once, as 3.4 does (§8.9, §8.11). */
  private static final class StopRun extends Error {
    private static final long serialVersionUID = 1L;

    StopRun() {
      super(null, null, false, false);
    }
  }

  /** A handle, of a timer or not. */
  private final class Call<A extends @Nullable Object> implements TimerHandle {
    private final long when;
    private final long number;
    private final @Nullable Object context;
    private @Nullable Callback<? super A> callback;
    private @Nullable A argument;
    private boolean cancelled;

    Call(long when, long number, Callback<? super A> callback, A argument, @Nullable Object given) {
      this.when = when;
      this.number = number;
      this.callback = callback;
      this.argument = argument;
      this.context = given == null ? runtime.captureContext() : given;
    }

    void run() {
      Callback<? super A> body = callback;
      long start = poller.time();
      try {
        if (body != null) {
          runtime.callIn(context, body, argument);
        }
      } catch (StopRun stop) {
        throw stop;
      } catch (Throwable error) {
        if (!runtime.isReported(error, PlainLoop.this) || is(Fault.HANDLE_ERROR_LEAVES_RUN)) {
          throw PlainRuntime.raise(error); // §8.7, §8.8
        }
        if (!is(Fault.HANDLE_ERROR_SWALLOWED)) {
          callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, error, this, null));
        }
      }
      long took = poller.time() - start;
      if (debug && took >= SLOW) {
        callExceptionHandler(new LoopError(Kind.SLOW_CALLBACK, null, this, null, took)); // §9.8
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      if (!is(Fault.CANCELLED_HANDLE_RUNS)) {
        callback = null; // §8.4
        argument = null;
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public long when() {
      return when;
    }
  }

  // ---- scheduling

  @Override
  public <A extends @Nullable Object> Handle callSoon(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCallback(callback);
    checkThread();
    Call<A> call = new Call<>(0, 0, callback, argument, context);
    ready.add(call); // §8.6
    return call;
  }

  @Override
  public <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCallback(callback);
    Call<A> call = new Call<>(0, 0, callback, argument, context);
    if (is(Fault.THREADS_OVERTAKE)) {
      ready.addFirst(call);
    } else {
      ready.add(call);
    }
    poller.wakeup(); // §8.20
    return call;
  }

  @Override
  public <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCallback(callback);
    checkThread();
    Call<A> call = new Call<>(nanos, created++, callback, argument, context);
    if (is(Fault.DUE_TIMER_IS_SOON) && nanos <= time()) {
      ready.add(call);
    } else {
      timers.add(call); // §8.21
    }
    return call;
  }

  private void checkCallback(Callback<?> callback) {
    Objects.requireNonNull(callback, "the callback is null");
    boolean checked = !runtime.since(6) || debug || is(Fault.COROUTINE_ALWAYS_REFUSED);
    boolean refused = callback instanceof Coroutine<?> && checked && !is(Fault.COROUTINE_ACCEPTED);
    boolean open = refused && !runtime.since(6); // is not asked first
    if (!open && !is(Fault.CLOSED_LOOP_SCHEDULES)) {
      checkOpen();
    }
    if (refused) {
      throw runtime.error(ErrorKind.COROUTINE_AS_CALLBACK, this, callback); // §8.15
    }
  }

  @Override
  public void checkThread() {
    Thread own = thread;
    if (debug && own != null && own != Thread.currentThread()) {
      throw runtime.error(ErrorKind.WRONG_THREAD, this, own); // §8.22
    }
  }

  private void checkOpen() {
    if (closed) {
      throw runtime.error(ErrorKind.LOOP_CLOSED, this, null); // §8.14
    }
  }

  // ---- running

  @Override
  public void runForever() throws InterruptedException {
    begin();
    try {
      while (iterate()) {} // until a stop
    } finally {
      end();
    }
  }

  @Override
  public boolean runOnce() throws InterruptedException {
    begin();
    try {
      return iterate(); // §8.24
    } finally {
      end();
    }
  }

  private void checkMayRun() {
    checkOpen();
    if (isRunning() && !is(Fault.RUN_IN_RUN)) {
      throw runtime.error(ErrorKind.LOOP_RUNNING, this, null); // §8.16
    }
    PlainLoop other = runtime.running.get();
    if (runtime.since(6) && other != null && other != this && !is(Fault.OTHER_LOOP_IN_RUN)) {
      throw runtime.error(ErrorKind.LOOP_RUNNING, this, other); // §8.17
    }
  }

  private void begin() {
    checkMayRun();
    stopping &= !is(Fault.EARLY_STOP_FORGOTTEN);
    outer = runtime.running.get();
    runtime.running.set(this);
    thread = Thread.currentThread();
  }

  private void end() {
    stopping = false; // §8.10
    thread = null;
    runtime.running.set(outer);
  }

  /** One iteration (§8.1); says whether the run goes on. */
  private boolean iterate() throws InterruptedException {
    purge();
    poller.poll(pollTime());
    moveDueTimers(is(Fault.TIMERS_FIRST));
    int left = ready.size();
    while (left > 0 && !ready.isEmpty()) {
      Call<?> call = ready.remove();
      left -= call.isCancelled() && is(Fault.CANCELLED_HANDLE_UNCOUNTED) ? 0 : 1;
      try {
        call.run();
      } catch (StopRun stop) {
        return false; // §8.9
      } catch (Throwable error) {
        if (is(Fault.ERROR_DROPS_QUEUE)) {
          ready.clear();
        }
        throw error;
      }
      if (stopping && is(Fault.STOP_AT_ONCE)) {
        return false;
      }
      left += is(Fault.TIMER_IN_SAME_ITERATION) ? moveDueTimers(true) : 0;
      left = is(Fault.NEW_HANDLES_IN_SAME_ITERATION) ? ready.size() : left;
    }
    return !stopping; // §8.10
  }

  /** Cancelled timers go when they are many, or at the head (§8.5). */
  private void purge() {
    long cancelled = timers.stream().filter(Call::isCancelled).count();
    if (timers.size() > MANY_TIMERS && cancelled * 2 > timers.size()) {
      timers.removeIf(Call::isCancelled);
    }
    while (!timers.isEmpty() && timers.element().isCancelled() && !is(Fault.CANCELLED_HANDLE_RUNS)) {
      timers.remove();
    }
  }

  /** How long to sleep (§8.2). */
  private long pollTime() {
    if (!ready.isEmpty() || stopping) {
      return 0;
    }
    if (timers.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long when = timers.element().when();
    long now = time();
    boolean far = when > now && (when - now < 0 || when - now > LONGEST_POLL); // it may overflow
    return far ? LONGEST_POLL : Math.max(0, when - now);
  }

  /** Those whose deadline is not after now become ready, by deadline (§8.3). */
  private int moveDueTimers(boolean first) {
    long now = time();
    List<Call<?>> due = new ArrayList<>();
    while (!timers.isEmpty() && timers.element().when() <= now) {
      due.add(timers.remove());
    }
    if (is(Fault.TIMERS_BY_CREATION)) {
      due.sort(BY_CREATION);
    }
    if (first) {
      Collections.reverse(due);
      due.forEach(ready::addFirst);
    } else {
      ready.addAll(due);
    }
    return due.size();
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Future<T> future) throws Exception {
    checkMayComplete();
    if (future.loop() != this) {
      throw runtime.error(ErrorKind.OTHER_LOOP, this, future); // §8.25
    }
    future.addDoneCallback(STOP);
    try {
      runForever();
    } catch (Throwable error) {
      if (runtime.since(6) || is(Fault.ERROR_TAKES_CALLBACK_BACK)) {
        future.removeDoneCallback(STOP); // §8.27
      }
      throw error;
    }
    if (!is(Fault.COMPLETE_KEEPS_CALLBACK)) {
      future.removeDoneCallback(STOP); // §8.11
    }
    if (!future.isDone() && !is(Fault.STOPPED_EARLY_GIVES_NULL)) {
      throw runtime.error(ErrorKind.STOPPED_EARLY, this, future); // §8.12
    }
    return future.isDone() ? future.result() : nothing();
  }

  /** In 3.4 it is the run that refuses to run twice, after all the rest (§8.26). */
  private void checkMayComplete() {
    checkOpen();
    if (runtime.since(7) || is(Fault.COMPLETE_REFUSED_AT_ONCE)) {
      checkMayRun();
    }
  }

  /** What a fault gives in the place of a result. */
  private static <T> T nothing() {
    return null;
  }

  /** The end of a run is one of the future's callbacks (§8.11). */
  private void stopFor(Future<?> future) {
    Throwable error = future.isCancelled() ? null : future.snapshot().exception();
    if (runtime.since(7) && error != null) {
      future.exception();
    }
    if (error != null && !runtime.isReported(error, this) && !is(Fault.COMPLETE_STOPS_FOR_EXIT)) {
      return;
    }
    if (!runtime.since(6) && !is(Fault.STOP_WAITS_FOR_ITERATION)) {
      throw new StopRun();
    }
    stopping = true;
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Coroutine<T> coroutine) throws Exception {
    checkMayComplete();
    Task<T> task = createTask(coroutine);
    task.setLogDestroyPending(false); // §8.13
    try {
      return runUntilComplete(task);
    } catch (Throwable error) {
      if (task.isDone() && !task.isCancelled()) {
        task.exception(); // §8.13: its caller has the error
      }
      throw error;
    }
  }

  @Override
  public void stop() {
    if (runtime.since(6) || is(Fault.STOP_WAITS_FOR_ITERATION)) {
      stopping = true; // §8.10
    } else {
      callSoon(
          ignored -> {
            throw new StopRun(); // §8.9
          },
          null,
          null);
    }
  }

  @Override
  public void close() {
    if (isRunning() && !is(Fault.RUNNING_LOOP_CLOSES)) {
      throw runtime.error(ErrorKind.LOOP_RUNNING, this, null); // §8.14
    }
    if (closed && is(Fault.SECOND_CLOSE_REFUSED)) {
      throw runtime.error(ErrorKind.LOOP_CLOSED, this, null);
    }
    closed = true;
    if (!is(Fault.CLOSE_KEEPS_QUEUE)) {
      ready.clear();
      timers.clear();
    }
    for (Runnable body = closing.poll(); body != null; body = closing.poll()) {
      body.run();
    }
  }

  @Override
  public void onClose(Runnable body) {
    closing.add(body);
    if (closed) {
      close();
    }
  }

  // ---- errors

  @Override
  public void callExceptionHandler(LoopError error) {
    Callback<? super LoopError> own = handler;
    if (own == null) {
      log(error);
      return;
    }
    try {
      runtime.callIn(is(Fault.HANDLER_WITHOUT_CONTEXT) ? null : contextOf(error.source()), own, error);
    } catch (Throwable failure) {
      if (!runtime.isReported(failure, this) || is(Fault.HANDLER_ERROR_LEAVES)) {
        throw PlainRuntime.raise(failure);
      }
      log(new LoopError(Kind.HANDLER_RAISED, failure, null, null)); // §8.18
      log(error);
    }
  }

  /** The context of what is reported (§8.19). */
  private @Nullable Object contextOf(@Nullable Object source) {
    if (!runtime.since(12)) {
      return null;
    }
    if (source instanceof Call<?> call) {
      return call.context;
    }
    return source instanceof Task<?> task ? task.context() : null;
  }

  private static void log(LoopError error) {
    LOGGER.log(System.Logger.Level.ERROR, error.message(), error.exception());
  }

  // ---- the rest

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    checkOpen();
    return runtime.createTask(this, coroutine, options);
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture() {
    return runtime.createFuture(this);
  }

  @Override
  public long time() {
    return poller.time();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public boolean isDebug() {
    return debug;
  }

  @Override
  public void setDebug(boolean debug) {
    this.debug = debug;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void setExceptionHandler(@Nullable Callback<? super LoopError> handler) {
    this.handler = handler;
  }

  @Override
  public int readyCount() {
    return ready.size() + (stopping ? 1 : 0);
  }

  /** Cancelled timers bring no work. */
  @Override
  public long nextDeadline() {
    return timers.stream().filter(call -> !call.isCancelled()).mapToLong(Call::when).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return "<Loop @" + Integer.toHexString(System.identityHashCode(this)) + ">";
  }
}
