package io.github.aiotask.guest;

import io.github.aiotask.Poller;

/** A host's clock. It never blocks: a sleep is time that passes, or is left out, and one for ever is an error. */
final class ToyPoller implements Poller {
  long now;
  int polls;
  boolean timePasses = true;

  @Override
  public long time() {
    return now;
  }

  @Override
  public void poll(long nanos) {
    polls++;
    if (!timePasses) {
      return;
    }
    if (nanos == Long.MAX_VALUE) {
      throw new AssertionError("the loop would sleep for ever");
    }
    now += nanos;
  }

  @Override
  public void wakeup() {}
}
