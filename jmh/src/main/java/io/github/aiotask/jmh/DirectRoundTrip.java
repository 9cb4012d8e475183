package io.github.aiotask.jmh;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import org.jspecify.annotations.Nullable;

/** {@link PingPong} in direct style: two tasks, each of which completes what the other awaits and awaits something new. */
final class DirectRoundTrip implements Variant {
  private static final int TURNS = 5000;
  private static final Long RESULT = 1L;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Carrier carrier;
  private final Player one = new Player();
  private final Player other = new Player();

  DirectRoundTrip(Carrier carrier) {
    this.carrier = carrier;
    loop.createTask(Direct.coroutine(carrier, () -> one.play(other)));
    loop.createTask(Direct.coroutine(carrier, () -> other.play(one)));
  }

  @Override
  public boolean isTimedByTheWall() {
    return carrier != Carrier.CONTINUATION;
  }

  /** In each iteration one steps and the other waits. */
  @Override
  public int operations() {
    return TURNS;
  }

  /** As {@link DirectYield}. */
  @Override
  public long run() throws Exception {
    return carrier == Carrier.CONTINUATION ? turns() : Direct.runLoop(this::turns);
  }

  private long turns() throws InterruptedException {
    for (int i = 0; i < TURNS; i++) {
      loop.runOnce();
    }
    return one.received;
  }

  private final class Player {
    private @Nullable Future<Long> pending;
    private long received;

    void play(Player partner) throws Exception {
      while (true) {
        Future<Long> theirs = partner.pending;
        if (theirs != null && !theirs.isDone()) {
          theirs.setResult(RESULT);
        }
        Future<Long> mine = loop.createFuture();
        pending = mine;
        received += Direct.await(mine);
      }
    }
  }
}
