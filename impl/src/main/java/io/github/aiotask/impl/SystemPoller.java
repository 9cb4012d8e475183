package io.github.aiotask.impl;

import io.github.aiotask.Poller;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.checkerframework.checker.lock.qual.GuardedBy;

/** Real time, and a condition to sleep on. The signal is kept until a poll that waits has seen it: no wakeup is lost. */
final class SystemPoller implements Poller {
  private final long origin = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();

  private @GuardedBy("lock") boolean signalled;

  @Override
  public long time() {
    return System.nanoTime() - origin;
  }

  @Override
  public void poll(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // §8.23
    }
    if (nanos > 0) {
      await(nanos);
    }
  }

  private void await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!signalled && left > 0) {
        left = signal.awaitNanos(left);
      }
      signalled = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void wakeup() {
    lock.lock();
    try {
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }
}
