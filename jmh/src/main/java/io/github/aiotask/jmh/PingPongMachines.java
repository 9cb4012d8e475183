package io.github.aiotask.jmh;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** {@link PingPong} with the base class for hand-written coroutines, which awaits and reads for them (§1.15). */
final class PingPongMachines implements Variant {
  private static final int STEPS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final int pairs;
  private final int turns;
  private final Stopping first;

  PingPongMachines(int pairs) {
    this.pairs = pairs;
    turns = Math.max(1, STEPS / pairs / 2);
    first = new Stopping(loop, turns);
    start(first);
    for (int i = 1; i < pairs; i++) {
      start(new Player(loop));
    }
  }

  private void start(Player one) {
    Player other = new Player(loop);
    one.partner = other;
    other.partner = one;
    loop.createTask(one);
    loop.createTask(other);
  }

  /** In each iteration one of a pair steps and the other waits. */
  @Override
  public int operations() {
    return turns * pairs * 2;
  }

  @Override
  public long run() throws InterruptedException {
    loop.runForever();
    return first.received;
  }

  private static class Player extends StateMachine<Long> {
    private static final Long RESULT = 1L;

    private final RunnableLoop loop;
    private @Nullable Player partner;
    private @Nullable Future<Long> pending;
    long received;

    Player(RunnableLoop loop) {
      this.loop = loop;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      if (sent instanceof Long value) {
        received += value;
      }
      Player other = partner;
      Future<Long> theirs = other == null ? null : other.pending;
      if (theirs != null) {
        theirs.setResult(RESULT);
      }
      Future<Long> mine = loop.createFuture();
      pending = mine;
      return await(mine);
    }
  }

  /** Ends the run (§8.10) after so many turns. */
  private static final class Stopping extends Player {
    private final RunnableLoop loop;
    private final int turns;
    private int left;

    Stopping(RunnableLoop loop, int turns) {
      super(loop);
      this.loop = loop;
      this.turns = turns;
      this.left = turns;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (--left == 0) {
        left = turns;
        loop.stop();
      }
      return super.resume(sent, error);
    }
  }
}
