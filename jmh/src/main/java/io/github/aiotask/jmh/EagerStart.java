package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** A task that creates tasks which start eagerly (§2.7) and return at once (§2.8), and reads them (§1.12). */
final class EagerStart implements Variant {
  private static final int TASKS = 10_000;
  private static final int BATCH = 100;
  private static final TaskOptions EAGERLY = TaskOptions.DEFAULT.eager();

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private long sum;

  EagerStart() {
    loop.createTask(new Creating());
  }

  @Override
  public int operations() {
    return TASKS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int done = 0; done < TASKS; done += BATCH) {
      loop.runOnce();
    }
    return sum;
  }

  private final class Creating implements Coroutine<Long> {
    @Override
    public @Nullable Object send(@Nullable Object sent) throws Exception {
      for (int i = 0; i < BATCH; i++) {
        sum += loop.createTask(new Returning(i), EAGERLY).result();
      }
      return null;
    }

    @Override
    public @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      return sum;
    }

    @Override
    public void close() {}
  }
}
