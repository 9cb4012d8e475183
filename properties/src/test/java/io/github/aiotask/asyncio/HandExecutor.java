package io.github.aiotask.asyncio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** An executor that its owner runs by hand, one entry at a time, in his own thread and on his own clock. */
final class HandExecutor extends AbstractExecutorService implements ScheduledExecutorService {
  private final LongSupplier clock;
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();

  HandExecutor(LongSupplier clock) {
    this.clock = clock;
  }

  private final class Timer extends FutureTask<Object> implements ScheduledFuture<Object> {
    private final long when;

    Timer(Runnable body, long when) {
      super(body, null);
      this.when = when;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(when - clock.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    protected void done() {
      timers.remove(this);
    }
  }

  boolean hasWork() {
    return !queue.isEmpty();
  }

  int timers() {
    return timers.size();
  }

  /** Until the next timer; {@link Long#MAX_VALUE} if there is none. */
  long untilNext() {
    return timers.stream().mapToLong(one -> Math.max(0, one.when - clock.getAsLong())).min().orElse(Long.MAX_VALUE);
  }

  /** Runs what is queued first, or else a timer that is due. */
  void runNext() {
    Runnable next = queue.poll();
    if (next == null) {
      next = timers.stream().filter(one -> one.when <= clock.getAsLong()).min(Comparator.comparingLong(one -> one.when)).orElseThrow();
    }
    next.run();
  }

  @Override
  public void execute(Runnable command) {
    queue.add(command);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Timer timer = new Timer(command, clock.getAsLong() + unit.toNanos(delay));
    timers.add(timer);
    return timer;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
