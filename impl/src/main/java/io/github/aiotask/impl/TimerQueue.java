package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.HostPoller;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The timers that are not due yet (§8.3, §8.5). Confined to the loop's thread. */
final class TimerQueue {
  private static final int PURGE_ABOVE = 100;

  private final @Nullable HostPoller host;
  private final PriorityQueue<LoopTimer<?>> heap = new PriorityQueue<>(LoopTimer::compareTo);
  private int cancelled; // of those in the heap
  private long created;

  /** Whose host hears of each change (§8.34); null: it has none. */
  TimerQueue(@Nullable HostPoller host) {
    this.host = host;
  }

  <A extends @Nullable Object> LoopTimer<A> add(
      long when, Callback<? super A> callback, A argument, @Nullable Object context) {
    wakeHost(); // before it changes anything: it may refuse
    LoopTimer<A> timer = new LoopTimer<>(this, when, created++, callback, argument, context);
    heap.add(timer);
    return timer;
  }

  void oneCancelled() {
    cancelled++;
    try {
      wakeHost(); // its alarm may be for this one
    } catch (RuntimeException refused) { // it runs nothing any more, this timer neither
      return;
    }
  }

  private void wakeHost() {
    if (host != null) {
      host.wakeup();
    }
  }

  /** §8.5 */
  void purge() {
    if (heap.size() > PURGE_ABOVE && cancelled * 2 > heap.size()) {
      heap.removeIf(LoopTimer::isCancelled);
      cancelled = 0;
      return;
    }
    for (LoopTimer<?> first = heap.peek(); first != null && first.isCancelled(); first = heap.peek()) {
      heap.remove();
      cancelled--;
    }
  }

  /** The earliest deadline, of a cancelled timer too; {@link Long#MAX_VALUE} if there is none. */
  long nextDeadline() {
    LoopTimer<?> first = heap.peek();
    return first == null ? Long.MAX_VALUE : first.when();
  }

  /** Takes the first timer if it is due; null if none is (§8.3). */
  @Nullable LoopTimer<?> pollDue(long now) {
    LoopTimer<?> first = heap.peek();
    if (first == null || first.when() > now) {
      return null;
    }
    heap.remove();
    first.waiting = false;
    if (first.isCancelled()) {
      cancelled--;
    }
    return first;
  }

  int size() {
    return heap.size();
  }

  void clear() {
    heap.clear();
    cancelled = 0;
  }
}
