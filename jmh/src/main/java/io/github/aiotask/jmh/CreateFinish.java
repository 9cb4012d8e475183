package io.github.aiotask.jmh;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;

/** Tasks with a coroutine each that are created (§2.2), return in their first step (§3.9), and are read (§1.12), in batches. */
final class CreateFinish implements Variant {
  private static final int TASKS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final List<Task<Long>> tasks;
  private final int batch;

  CreateFinish(int batch) {
    this.batch = batch;
    tasks = new ArrayList<>(batch);
  }

  @Override
  public int operations() {
    return Math.max(TASKS, batch);
  }

  @Override
  public long run() throws Exception {
    long sum = 0;
    for (int done = 0; done < operations(); done += batch) {
      for (int i = 0; i < batch; i++) {
        tasks.add(loop.createTask(new Returning(i)));
      }
      loop.runOnce();
      for (int i = 0; i < batch; i++) {
        sum += tasks.get(i).result();
      }
      tasks.clear();
    }
    return sum;
  }
}
