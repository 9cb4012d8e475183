package io.github.aiotask.impl;

import io.github.aiotask.Poller;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Real time, and a semaphore to sleep on: a wakeup leaves a permit until a poll that waits takes it, so none is lost. */
final class SystemPoller implements Poller {
  private final long origin = System.nanoTime();
  private final Semaphore wakeups = new Semaphore(0);

  @Override
  public long time() {
    return System.nanoTime() - origin;
  }

  @Override
  public void poll(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // §8.23
    }
    if (nanos > 0 && wakeups.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      wakeups.drainPermits();
    }
  }

  /** Whether there was a wakeup since the last poll that waited; takes it. */
  boolean takeWakeup() {
    return wakeups.drainPermits() > 0;
  }

  @Override
  public void wakeup() {
    // A permit that is still there wakes the poll after what the caller has put, so one is enough.
    if (wakeups.availablePermits() == 0) {
      wakeups.release();
    }
  }
}
