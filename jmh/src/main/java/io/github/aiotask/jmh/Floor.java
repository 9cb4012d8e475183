package io.github.aiotask.jmh;

import java.util.ArrayDeque;

/** What the others are compared to: Runnables of one class that queue themselves in an ArrayDeque again. Obeys no rule. */
final class Floor implements Variant {
  private static final int STEPS = 10_000;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private long steps;

  Floor(int runnables) {
    for (int i = 0; i < runnables; i++) {
      queue.add(new Requeued());
    }
  }

  @Override
  public int operations() {
    return STEPS;
  }

  @Override
  public long run() {
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    return steps;
  }

  long step() {
    queue.remove().run();
    return steps;
  }

  private final class Requeued implements Runnable {
    @Override
    public void run() {
      steps++;
      queue.add(this);
    }
  }
}
