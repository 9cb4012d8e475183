package io.github.aiotask.jmh;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct;
import org.jspecify.annotations.Nullable;

/** {@link PingPong} in direct style: two tasks, each of which completes what the other awaits and awaits something new. */
final class DirectRoundTrip implements Variant {
  private static final Long RESULT = 1L;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final DirectKind kind;
  private final Player one = new Player();
  private final Player other = new Player();

  DirectRoundTrip(DirectKind kind) {
    this.kind = kind;
    loop.createTask(Direct.coroutine(kind.carrier(), () -> one.play(other)));
    loop.createTask(Direct.coroutine(kind.carrier(), () -> other.play(one)));
  }

  @Override
  public boolean isTimedByTheWall() {
    return kind.isTimedByTheWall();
  }

  /** In each iteration one steps and the other waits. */
  @Override
  public int operations() {
    return kind.resumes();
  }

  @Override
  public long run() throws Exception {
    return kind.runLoop(this::turns);
  }

  private long turns() throws InterruptedException {
    for (int i = 0; i < kind.resumes(); i++) {
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
