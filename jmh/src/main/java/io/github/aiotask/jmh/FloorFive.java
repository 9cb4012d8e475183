package io.github.aiotask.jmh;

import java.util.ArrayDeque;

/**
 * {@link Floor} with Runnables of five classes, which do {@link Work}: what the calls cost that the JIT cannot fold and the processor
 * must predict. Obeys no rule.
 */
final class FloorFive implements Variant {
  private static final int STEPS = 10_000;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final int steps;
  private final Counting first = new Counting();

  FloorFive(int runnables) {
    steps = Math.max(STEPS, runnables);
    for (int i = 0; i < runnables / 5; i++) {
      queue.add(i == 0 ? first : new Counting());
      queue.add(new Alternating());
      queue.add(new Summing());
      queue.add(new Shifting());
      queue.add(new Halving());
    }
  }

  @Override
  public int operations() {
    return steps;
  }

  @Override
  public long run() {
    for (int i = 0; i < steps; i++) {
      queue.remove().run();
    }
    return first.value;
  }

  private abstract static class Requeued implements Runnable {
    long value = 1;
  }

  private final class Counting extends Requeued {
    @Override
    public void run() {
      value = Work.count(value);
      queue.add(this);
    }
  }

  private final class Alternating extends Requeued {
    @Override
    public void run() {
      value = Work.alternate(value);
      queue.add(this);
    }
  }

  private final class Summing extends Requeued {
    @Override
    public void run() {
      value = Work.sum(value);
      queue.add(this);
    }
  }

  private final class Shifting extends Requeued {
    @Override
    public void run() {
      value = Work.shift(value);
      queue.add(this);
    }
  }

  private final class Halving extends Requeued {
    @Override
    public void run() {
      value = Work.halve(value);
      queue.add(this);
    }
  }
}
