package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/** The futures of those who wait, the longest waiting first. A waiter stays here until its task has run on. */
final class Waiters {
  private final Asyncio asyncio;
  private final Purpose purpose;
  private final Deque<Future<@Nullable Void>> futures = new ArrayDeque<>();

  /** @param purpose what they wait for */
  Waiters(Asyncio asyncio, Purpose purpose) {
    this.asyncio = asyncio;
    this.purpose = purpose;
  }

  /** A new one, at the end. */
  Future<@Nullable Void> add() {
    Future<@Nullable Void> waiter = asyncio.createFuture(purpose);
    futures.addLast(waiter);
    return waiter;
  }

  void remove(Future<@Nullable Void> waiter) {
    for (Iterator<Future<@Nullable Void>> each = futures.iterator(); each.hasNext(); ) {
      if (each.next() == waiter) {
        each.remove();
        return;
      }
    }
  }

  @LockingFree
  int size() {
    return futures.size();
  }

  boolean isEmpty() {
    return futures.isEmpty();
  }

  boolean areAllCancelled() {
    return futures.stream().allMatch(Future::isCancelled);
  }

  /** Wakes the first, unless it is woken or cancelled already. */
  void wakeFirst() {
    Future<@Nullable Void> first = futures.peekFirst();
    if (first != null) {
      Futures.release(first);
    }
  }

  /**
   * Wakes as many as that, if there are, of those that are not done.
   *
   * @return how many
   */
  int wake(int most) {
    int woken = 0;
    for (Future<@Nullable Void> waiter : futures) {
      if (woken >= most) {
        break;
      }
      if (!waiter.isDone()) {
        woken++;
        waiter.setResult(null);
      }
    }
    return woken;
  }

  /**
   * Takes out all up to the first that is not done, and wakes that.
   *
   * @return whether there was one
   */
  boolean wakeNext() {
    for (Future<@Nullable Void> waiter = futures.pollFirst(); waiter != null; waiter = futures.pollFirst()) {
      if (!waiter.isDone()) {
        waiter.setResult(null);
        return true;
      }
    }
    return false;
  }

  /**
   * Removes a waiter that nobody should wake any more.
   *
   * @return whether it was woken
   */
  boolean leave(Future<@Nullable Void> waiter) {
    waiter.cancel();
    remove(waiter);
    return !waiter.isCancelled();
  }

  /** Takes out and wakes all. */
  void wakeAll() {
    for (Future<@Nullable Void> waiter = futures.pollFirst(); waiter != null; waiter = futures.pollFirst()) {
      Futures.release(waiter);
    }
  }
}
