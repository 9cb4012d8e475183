package io.github.aiotask.jmh;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks that are created (§2.2), await a future each (§4.5), are cancelled (§6.2) and end by that (§3.11), in batches. One
 * operation is one task with its coroutine, its future and its CancelledError.
 */
final class CreateCancel implements Variant {
  private static final int TASKS = 10_000;
  private static final int BATCH = 100;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final List<Task<Long>> tasks = new ArrayList<>(BATCH);
  private final List<Task<Long>> others = new ArrayList<>();

  /** Among others that wait all the time, so that all tasks (§7.2) are many. */
  CreateCancel(int waiting) {
    for (int i = 0; i < waiting; i++) {
      others.add(loop.createTask(new Waiting(loop.createFuture())));
    }
  }

  @Override
  public int operations() {
    return TASKS;
  }

  @Override
  public long run() throws InterruptedException {
    long cancelled = 0;
    for (int done = 0; done < TASKS; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        tasks.add(loop.createTask(new Waiting(loop.createFuture())));
      }
      loop.runOnce();
      for (int i = 0; i < BATCH; i++) {
        tasks.get(i).cancel();
      }
      loop.runOnce();
      for (int i = 0; i < BATCH; i++) {
        cancelled += tasks.get(i).isCancelled() ? 1 : 0;
      }
      tasks.clear();
    }
    return cancelled;
  }
}
