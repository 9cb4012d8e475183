package io.github.aiotask.impl;

import io.github.aiotask.Poller;

/** Time that stands still while there is work and jumps when the loop would sleep; with no timer it waits for a wakeup. */
final class VirtualPoller implements Poller {
  private final SystemPoller other = new SystemPoller();
  private volatile long now; // written by the loop's thread alone

  @Override
  public long time() {
    return now;
  }

  @Override
  public void poll(long nanos) throws InterruptedException {
    other.poll(nanos == Long.MAX_VALUE ? nanos : 0);
    if (nanos > 0 && nanos != Long.MAX_VALUE && !other.takeWakeup()) {
      now += nanos;
    }
  }

  @Override
  public void wakeup() {
    other.wakeup();
  }
}
