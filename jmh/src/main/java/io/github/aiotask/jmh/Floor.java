package io.github.aiotask.jmh;

import java.util.ArrayDeque;

/** What the others are compared to: one Runnable that puts itself into an ArrayDeque again and again. Obeys no rule. */
final class Floor implements Variant {
  private static final int STEPS = 10_000;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private long steps;

  Floor() {
    queue.add(
        new Runnable() {
          @Override
          public void run() {
            steps++;
            queue.add(this);
          }
        });
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
}
