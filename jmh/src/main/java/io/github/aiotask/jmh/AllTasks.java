package io.github.aiotask.jmh;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;

/** A census (§7.3) of tasks that wait (§7.2). One operation is one task in the answer. */
final class AllTasks implements Variant {
  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newLoop();
  private final List<Task<Long>> tasks = new ArrayList<>();

  AllTasks(int tasks) {
    for (int i = 0; i < tasks; i++) {
      this.tasks.add(loop.createTask(new Waiting(loop.createFuture())));
    }
    try {
      loop.runOnce();
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
  }

  @Override
  public int operations() {
    return tasks.size();
  }

  @Override
  public long run() {
    return runtime.registry().allTasks(loop).size();
  }
}
