package io.github.aiotask.jmh;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;

/**
 * Tasks in direct style that yield (§4.8) for ever. Where the carrier is a thread the loop's thread waits for it: the wall's time
 * counts.
 */
final class DirectYield implements Variant {
  private static final int TASKS = 10;
  private static final int TURNS = 1000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Carrier carrier;
  private long yields;

  /** With so many calls between the body and the yield. */
  DirectYield(Carrier carrier, int depth) {
    this.carrier = carrier;
    for (int i = 0; i < TASKS; i++) {
      loop.createTask(Direct.coroutine(carrier, () -> yieldForEver(depth)));
    }
  }

  private void yieldForEver(int depth) throws Exception {
    if (depth > 0) {
      yieldForEver(depth - 1);
    }
    while (true) {
      yields++;
      Direct.yieldNow();
    }
  }

  @Override
  public boolean isTimedByTheWall() {
    return carrier != Carrier.CONTINUATION;
  }

  @Override
  public int operations() {
    return TURNS * TASKS;
  }

  /** A continuation goes on in the thread where it was started, threads are resumed best by a thread for loops. */
  @Override
  public long run() throws Exception {
    return carrier == Carrier.CONTINUATION ? turns() : Direct.runLoop(this::turns);
  }

  private long turns() throws InterruptedException {
    for (int i = 0; i < TURNS; i++) {
      loop.runOnce();
    }
    return yields;
  }
}
