package io.github.aiotask.properties.run;

import io.github.aiotask.Poller;
import io.github.aiotask.properties.program.Limits;

/** A virtual clock that counts the iterations: a loop polls once in each. */
final class KitPoller implements Poller {
  private final Runnable beforePoll;
  private long now;
  private int iteration;

  KitPoller(Runnable beforePoll) {
    this.beforePoll = beforePoll;
  }

  int iteration() {
    return iteration;
  }

  @Override
  public long time() {
    return now;
  }

  @Override
  public void poll(long nanos) {
    beforePoll.run();
    if (nanos == Long.MAX_VALUE) {
      throw Raised.as(KitError.parse("Idle()")); // nothing is queued and no timer is set: it would sleep for ever
    }
    if (iteration == Limits.POLLS) {
      throw Raised.as(KitError.parse("Endless()"));
    }
    iteration++;
    now += nanos;
  }

  @Override
  public void wakeup() {}
}
