package io.github.aiotask.jmh;

import io.github.aiotask.Callback;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;

/** Callbacks that are queued (§8.6), as from another thread (§8.20) or not, and run in the next iteration (§8.1), in batches. */
final class CallSoon implements Variant {
  private static final int CALLS = 10_000;
  private static final int BATCH = 100;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final boolean threadsafe;
  private final Callback<CallSoon> count = self -> self.called++;
  private long called;

  CallSoon(boolean threadsafe) {
    this.threadsafe = threadsafe;
  }

  @Override
  public int operations() {
    return CALLS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int done = 0; done < CALLS; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        if (threadsafe) {
          loop.callSoonThreadsafe(count, this, null);
        } else {
          loop.callSoon(count, this, null);
        }
      }
      loop.runOnce();
    }
    return called;
  }
}
