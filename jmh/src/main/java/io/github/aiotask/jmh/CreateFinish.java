package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that are created (§2.2), return in their first step (§3.9) and are read (§1.12), 1000 in one iteration. */
final class CreateFinish implements Variant {
  private static final int TASKS = 1000;
  private static final int BATCHES = 10;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Coroutine<Long> coroutine = new Returning();
  private final List<Task<Long>> tasks = new ArrayList<>(TASKS);

  @Override
  public int operations() {
    return TASKS * BATCHES;
  }

  @Override
  public long run() throws Exception {
    long sum = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      for (int i = 0; i < TASKS; i++) {
        tasks.add(loop.createTask(coroutine));
      }
      loop.runOnce();
      for (Task<Long> task : tasks) {
        sum += task.result();
      }
      tasks.clear();
    }
    return sum;
  }

  /** Keeps no state, so that one object serves all tasks and only the task is allocated. */
  private static final class Returning implements Coroutine<Long> {
    private static final Long RESULT = 1L;

    @Override
    public @Nullable Object send(@Nullable Object sent) {
      return RETURNED;
    }

    @Override
    public @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      return RESULT;
    }

    @Override
    public void close() {}
  }
}
