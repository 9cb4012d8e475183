package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of tasks that wake each other: each step completes the future that the partner awaits (§1.4), creates one and awaits
 * it (§1.15, §4.5) until the partner's step wakes it (§5.2). One operation is one step: a whole round trip of one future.
 */
final class PingPong implements Variant {
  private static final int STEPS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Pulling pulling;
  private final int pairs;
  private final int turns;
  private final Stopping first;

  PingPong(int pairs) {
    this(pairs, Pulling.NONE);
  }

  PingPong(int pairs, Pulling pulling) {
    this.pulling = pulling;
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
    pulling.runForever(loop);
    return first.received;
  }

  private static class Player implements Coroutine<Long> {
    private static final Long RESULT = 1L;

    private final RunnableLoop loop;
    private @Nullable Player partner;
    private @Nullable Future<Long> pending;
    long received;

    Player(RunnableLoop loop) {
      this.loop = loop;
    }

    @Override
    public @Nullable Object send(@Nullable Object sent) throws Exception {
      Future<Long> before = pending;
      if (before != null) {
        received += before.result();
      }
      Player other = partner;
      Future<Long> theirs = other == null ? null : other.pending;
      if (theirs != null) {
        theirs.setResult(RESULT);
      }
      Future<Long> mine = loop.createFuture();
      pending = mine;
      mine.suspend();
      return mine;
    }

    @Override
    public @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      throw new IllegalStateException("it never returns");
    }

    @Override
    public void close() {}
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
    public @Nullable Object send(@Nullable Object sent) throws Exception {
      if (--left == 0) {
        left = turns;
        loop.stop();
      }
      return super.send(sent);
    }
  }
}
