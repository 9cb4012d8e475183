package io.github.aiotask.jmh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link PingPong} with CompletableFuture: pairs of players on an executor that is a queue of the same thread. Each turn
 * completes the partner's future, and goes on by {@code thenAcceptAsync} of a new one.
 */
final class CompletablePeer implements Variant {
  private static final int STEPS = 10_000;
  private static final int PAIRS = 10;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final Executor executor = queue::add;
  private final List<Player> players = new ArrayList<>();

  CompletablePeer() {
    for (int i = 0; i < PAIRS; i++) {
      Player one = new Player();
      Player other = new Player();
      one.partner = other;
      other.partner = one;
      players.add(one);
      players.add(other);
      executor.execute(one::turn);
      executor.execute(other::turn);
    }
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
    long received = 0;
    for (Player player : players) {
      received += player.received;
    }
    return received;
  }

  private final class Player implements Consumer<Long> {
    private static final Long RESULT = 1L;

    private @Nullable Player partner;
    private @Nullable CompletableFuture<Long> pending;
    private long received;

    @Override
    public void accept(Long value) {
      received += value;
      turn();
    }

    void turn() {
      Player other = partner;
      CompletableFuture<Long> theirs = other == null ? null : other.pending;
      if (theirs != null) {
        theirs.complete(RESULT);
      }
      CompletableFuture<Long> mine = new CompletableFuture<>();
      pending = mine;
      mine.thenAcceptAsync(this, executor);
    }
  }
}
