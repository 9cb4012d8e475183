package io.github.aiotask.properties.run;

import io.github.aiotask.Poller;

/** A virtual clock that counts the iterations: a loop polls once in each. */
final class KitPoller implements Poller {
  private static final String IDLE = "the loop would sleep for ever: nothing is queued, and no timer is set";

  private static final int LIMIT = 10_000;
  private static final String ENDLESS = "the program runs without end: over " + LIMIT + " iterations";

  private long now;
  private int iteration;

  int iteration() {
    return iteration;
  }

  @Override
  public long time() {
    return now;
  }

  @Override
  public void poll(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      throw new IllegalStateException(IDLE);
    }
    if (iteration == LIMIT) {
      throw new IllegalStateException(ENDLESS);
    }
    iteration++;
    now += nanos;
  }

  @Override
  public void wakeup() {}
}
