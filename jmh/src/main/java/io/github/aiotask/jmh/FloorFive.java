package io.github.aiotask.jmh;

import java.util.ArrayDeque;

/**
 * {@link Floor} with 1000 Runnables of five classes: what the calls alone cost that the JIT cannot fold and the processor must
 * predict. Obeys no rule.
 */
final class FloorFive implements Variant {
  private static final int STEPS = 10_000;
  private static final int RUNNABLES = 1000;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private long value;

  FloorFive() {
    for (int i = 0; i < RUNNABLES / 5; i++) {
      queue.add(new Counting());
      queue.add(new Alternating());
      queue.add(new Summing());
      queue.add(new Shifting());
      queue.add(new Halving());
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
    return value;
  }

  private final class Counting implements Runnable {
    @Override
    public void run() {
      value++;
      queue.add(this);
    }
  }

  private final class Alternating implements Runnable {
    @Override
    public void run() {
      value = -value;
      queue.add(this);
    }
  }

  private final class Summing implements Runnable {
    private long term;

    @Override
    public void run() {
      value += term++;
      queue.add(this);
    }
  }

  private final class Shifting implements Runnable {
    @Override
    public void run() {
      value ^= value << 13;
      queue.add(this);
    }
  }

  private final class Halving implements Runnable {
    @Override
    public void run() {
      value = (value >> 1) + 5;
      queue.add(this);
    }
  }
}
