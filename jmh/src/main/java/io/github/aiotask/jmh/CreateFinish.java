package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return TASKS;
  }

  @Override
  public long run() throws Exception {
    long sum = 0;
    for (int done = 0; done < TASKS; done += batch) {
      for (int i = 0; i < batch; i++) {
        tasks.add(loop.createTask(new Returning(done)));
      }
      loop.runOnce();
      for (int i = 0; i < batch; i++) {
        sum += tasks.get(i).result();
      }
      tasks.clear();
    }
    return sum;
  }

  private static final class Returning implements Coroutine<Long> {
    private static final Long RESULT = 1L;

    private final int number;

    Returning(int number) {
      this.number = number;
    }

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
      return number < 0 ? null : RESULT;
    }

    @Override
    public void close() {}
  }
}
