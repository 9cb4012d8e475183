package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.TimerHandle;
import org.jspecify.annotations.Nullable;

/** A handle in the timer queue. */
final class LoopTimer<A extends @Nullable Object> extends LoopHandle<A> implements TimerHandle {
  private final TimerQueue queue;
  private final long when;
  private final long number;

  /** Whether it is in the queue still; the queue keeps it. */
  boolean waiting = true;

  LoopTimer(
      TimerQueue queue,
      long when,
      long number,
      Callback<? super A> callback,
      A argument,
      @Nullable Object context) {
    super(callback, argument, context);
    this.queue = queue;
    this.when = when;
    this.number = number;
  }

  @Override
  public long when() {
    return when;
  }

  /** Earlier deadlines first, equal ones in the order of creation (§8.3). */
  int compareTo(LoopTimer<?> other) {
    int byTime = Long.compare(when, other.when);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }

  @Override
  public void cancel() {
    if (!isCancelled() && waiting) {
      queue.oneCancelled();
    }
    super.cancel();
  }
}
