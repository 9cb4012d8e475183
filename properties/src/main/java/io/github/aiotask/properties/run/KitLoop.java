package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Handle;
import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.TimerHandle;
import io.github.aiotask.properties.program.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plainest loop there can be: a foreign one to the implementation. */
final class KitLoop implements EventLoop, LoopDriver {
  private final Guest guest;
  private final int minor; // of Python 3
  private final KitPoller poller;
  private final Running running;
  private final Consumer<LoopError> handler;
  private final @Nullable Puller puller; // makes the steps of tasks, if there is one
  private final Deque<Call<?>> ready = new ArrayDeque<>();
  private final List<Timer<?>> timers = new ArrayList<>(); // by deadline, equal ones in the order of creation (§8.3)
  private boolean runs;
  private boolean closed;

  KitLoop(
      Guest guest,
      PythonVersion version,
      KitPoller poller,
      Running running,
      Consumer<LoopError> handler,
      @Nullable Puller puller) {
    this.guest = guest;
    this.minor = version.minor();
    this.poller = poller;
    this.running = running;
    this.handler = handler;
    this.puller = puller;
  }

  /** The loop that the thread is running (§8.17). */
  static final class Running {
    private @Nullable KitLoop loop;
  }

  private class Call<A extends @Nullable Object> implements Handle {
    private final Callback<? super A> callback;
    private final A argument;
    private final @Nullable Object context;
    private boolean cancelled;

    Call(Callback<? super A> callback, A argument, @Nullable Object context) {
      this.callback = callback;
      this.argument = argument;
      this.context = context != null || minor < 7 ? context : guest.captureContext(); // §1.8
    }

    void run() {
      try {
        if (!cancelled && context == null) {
          callback.call(argument);
        } else if (!cancelled) { // §8.4
          guest.runInContext(context, callback, argument);
        }
      } catch (Throwable error) {
        if (leavesRun(error)) {
          throw Raised.as(error);
        }
        callExceptionHandler(new LoopError(LoopError.Kind.CALLBACK_RAISED, error, this, null));
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  private final class Timer<A extends @Nullable Object> extends Call<A> implements TimerHandle {
    private final long when;

    Timer(long when, Callback<? super A> callback, A argument, @Nullable Object context) {
      super(callback, argument, context);
      this.when = when;
    }

    @Override
    public long when() {
      return when;
    }
  }

  // ---- running

  @Override
  public EventLoop loop() {
    return this;
  }

  @Override
  public boolean runOnce() {
    requireOpen();
    KitLoop outer = running.loop;
    if (runs || (outer != null && minor >= 6)) {
      throw raise(ErrorKind.LOOP_RUNNING, outer); // §8.16 §8.17
    }
    runs = true;
    running.loop = this;
    try {
      iterate();
    } finally {
      runs = false;
      running.loop = outer;
    }
    return true;
  }

  /** §8.1 */
  private void iterate() {
    purge();
    poller.poll(ready.isEmpty() ? untilNextTimer() : 0);
    while (!timers.isEmpty() && timers.get(0).when() <= time()) {
      ready.add(timers.remove(0)); // §8.3
    }
    for (int count = ready.size(); count > 0 && !ready.isEmpty(); count--) {
      dispatch();
    }
  }

  /** §8.5: timers are few here, so that dropping cancelled ones from the head is all. */
  private void purge() {
    while (!timers.isEmpty() && timers.get(0).isCancelled()) {
      timers.remove(0);
    }
  }

  /** §8.2 */
  private long untilNextTimer() {
    return timers.isEmpty() ? Long.MAX_VALUE : Math.min(Math.max(timers.get(0).when() - time(), 0), Limits.LONGEST_POLL);
  }

  /** §8.7 §8.8 */
  private boolean leavesRun(Throwable error) {
    return switch (guest.kindOf(error)) {
      case EXIT -> true;
      case BASE_EXCEPTION -> minor < 8;
      case CANCELLED, STOP_ITERATION, EXCEPTION -> false;
    };
  }

  @Override
  public boolean hasWork() {
    purge();
    return !ready.isEmpty() || !timers.isEmpty();
  }

  @Override
  public int readyCount() {
    return ready.size();
  }

  @Override
  public void dispatch() {
    Call<?> call = ready.poll();
    if (call != null) {
      call.run();
    }
  }

  @Override
  public void close() {
    if (runs) {
      throw raise(ErrorKind.LOOP_RUNNING, null); // §8.14
    }
    closed = true;
    ready.clear();
    timers.clear();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  // ---- what tasks ask

  @Override
  public <A extends @Nullable Object> Handle callSoon(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    check(callback);
    Call<A> call = new Call<>(callback, argument, context);
    ready.add(call);
    return call;
  }

  @Override
  public void scheduleStep(QueuedStep step, @Nullable Object context) {
    if (puller == null) {
      schedule(QueuedStep::run, step, context);
    } else {
      schedule(puller::step, step, context);
    }
  }

  /** The thread that calls this ends before the loop goes on: no lock is needed. */
  @Override
  public <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    return callSoon(callback, argument, context);
  }

  @Override
  public <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context) {
    check(callback);
    Timer<A> timer = new Timer<>(nanos, callback, argument, context);
    int at = timers.size();
    while (at > 0 && timers.get(at - 1).when() > nanos) {
      at--;
    }
    timers.add(at, timer);
    return timer;
  }

  private void check(Callback<?> callback) {
    if (minor < 6 && callback instanceof Coroutine<?>) {
      throw raise(ErrorKind.COROUTINE_AS_CALLBACK, callback); // §8.15
    }
    requireOpen();
  }

  private void requireOpen() {
    if (closed) {
      throw raise(ErrorKind.LOOP_CLOSED, null); // §8.14
    }
  }

  private RuntimeException raise(ErrorKind kind, @Nullable Object value) {
    return Raised.as(guest.newError(kind, this, value));
  }

  @Override
  public long time() {
    return poller.time();
  }

  @Override
  public boolean isRunning() {
    return runs;
  }

  @Override
  public boolean isDebug() {
    return false;
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    handler.accept(error);
  }
}
