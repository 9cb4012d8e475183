package io.github.aiotask.jmh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link CreateFinish} without a rule: Runnables of a task's size, each with one of a coroutine's, that are created, queued, run
 * once and read, in batches. What is left of create+finish above it is the library's.
 */
final class FloorCreate implements Variant {
  private static final int RUNNABLES = 10_000;
  private static final int BATCH = 100;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final List<Once> created = new ArrayList<>(BATCH);

  @Override
  public int operations() {
    return RUNNABLES;
  }

  @Override
  public long run() {
    long sum = 0;
    for (int done = 0; done < RUNNABLES; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        Once one = new Once(new Answer(i));
        created.add(one);
        queue.add(one);
      }
      for (int i = 0; i < BATCH; i++) {
        queue.remove().run();
      }
      for (int i = 0; i < BATCH; i++) {
        sum += created.get(i).result;
      }
      created.clear();
    }
    return sum;
  }

  /** 16 bytes, as a coroutine with one field. */
  private record Answer(int number) {}

  /** 48 bytes: the answer, the result, and what a task has beside them. */
  private static final class Once implements Runnable {
    private final Answer answer;
    private long result;
    long second;
    long third;
    long fourth;

    Once(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void run() {
      result = answer.number & 1;
    }
  }
}
