package io.github.aiotask.jmh;

import io.github.aiotask.Callback;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TimerHandle;

/** Timers that are added and cancelled (§8.5), or added and fire (§8.3), beside 10,000 that are pending; in virtual time. */
final class Timers implements Variant {
  private static final int TIMERS = 10_000;
  private static final int PENDING = 10_000;
  private static final int BATCH = 100;
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final RunnableLoop loop = TaskRuntime.load().newVirtualLoop();
  private final TimerHandle[] added = new TimerHandle[BATCH];
  private final Callback<Timers> count = self -> self.fired++;
  private final boolean fire;
  private long fired;

  Timers(boolean fire) {
    this.fire = fire;
    for (int i = 0; i < PENDING; i++) {
      loop.callAt(NEVER + i, count, this, null);
    }
  }

  @Override
  public int operations() {
    return TIMERS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int done = 0; done < TIMERS; done += BATCH) {
      long now = loop.time();
      for (int i = 0; i < BATCH; i++) {
        added[i] = loop.callAt(now + (fire ? 0 : BATCH + i), count, this, null);
      }
      if (!fire) {
        for (TimerHandle one : added) {
          one.cancel();
        }
        loop.callSoon(count, this, null); // else the virtual time would go on to the pending ones
      }
      loop.runOnce();
    }
    return fired;
  }
}
