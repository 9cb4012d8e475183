package io.github.aiotask.properties.plain;

import io.github.aiotask.Poller;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Real time, or a clock that jumps to the next timer. */
final class PlainPoller implements Poller {
  private final boolean virtual;
  private final Semaphore wakeups = new Semaphore(0);
  private volatile long now;

  PlainPoller(boolean virtual) {
    this.virtual = virtual;
  }

  @Override
  public long time() {
    return virtual ? now : System.nanoTime();
  }

  @Override
  public void poll(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // §8.23
    }
    if (nanos == Long.MAX_VALUE) {
      wakeups.acquire();
      wakeups.drainPermits();
    } else if (virtual) {
      now += nanos;
    } else if (nanos > 0 && wakeups.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      wakeups.drainPermits();
    }
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }
}
