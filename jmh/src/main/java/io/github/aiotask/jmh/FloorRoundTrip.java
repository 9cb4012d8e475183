package io.github.aiotask.jmh;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * {@link PingPong} without a rule: pairs of Runnables, each of which completes what its partner waits for, which queues the
 * partner, and waits for something new. What is left of a round trip above it is the library's.
 */
final class FloorRoundTrip implements Variant {
  private static final int STEPS = 10_000;
  private static final int PAIRS = 10;
  private static final Long RESULT = 1L;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final Player first = new Player();

  FloorRoundTrip() {
    start(first);
    for (int i = 1; i < PAIRS; i++) {
      start(new Player());
    }
  }

  private void start(Player one) {
    Player other = new Player();
    one.partner = other;
    other.partner = one;
    other.pending = new Pending(other);
    queue.add(one);
  }

  @Override
  public int operations() {
    return STEPS;
  }

  @Override
  public long run() {
    for (int i = 0; i < STEPS; i++) {
      queue.remove().run();
    }
    return first.received;
  }

  /** 32 bytes, as a future: who waits, the result, whether it is there, and what a future has beside them. */
  private static final class Pending {
    private final Runnable waiter;
    private @Nullable Object result;
    boolean done;
    long more;

    Pending(Runnable waiter) {
      this.waiter = waiter;
    }
  }

  private final class Player implements Runnable {
    private @Nullable Player partner;
    private @Nullable Pending pending;
    private long received;

    @Override
    public void run() {
      Pending before = pending;
      if (before != null && before.result instanceof Long result) {
        received += result;
      }
      Player other = partner;
      Pending theirs = other == null ? null : other.pending;
      if (theirs != null) {
        theirs.result = RESULT;
        theirs.done = true;
        queue.add(theirs.waiter);
      }
      pending = new Pending(this);
    }
  }
}
