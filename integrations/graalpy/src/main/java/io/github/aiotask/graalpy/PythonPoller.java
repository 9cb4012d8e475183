package io.github.aiotask.graalpy;

import io.github.aiotask.Poller;
import org.graalvm.polyglot.Value;

/** Python's selector as a loop's way to sleep; the clock is that of Python's {@code time.monotonic}. */
final class PythonPoller implements Poller {
  private final Value poll;
  private final Value wakeup;

  PythonPoller(Value loop) {
    poll = loop.getMember("_poll");
    wakeup = loop.getMember("_write_to_self");
  }

  @Override
  public long time() {
    return System.nanoTime();
  }

  @Override
  public void poll(long nanos) {
    poll.executeVoid(nanos);
  }

  @Override
  public void wakeup() {
    wakeup.executeVoid();
  }
}
