package io.github.aiotask.jmh.soak;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Steps and tasks by the million: what each costs next to nothing. On the loop's thread. */
final class Bulk {
  private static final int YIELDERS = 10_000;
  private static final int TASKS_A_TURN = 1000;

  private final Asyncio asyncio;
  private final SplittableRandom random;
  private final long mostSteps;
  private final long mostTasks;
  private final List<Task<?>> kept = new ArrayList<>(); // the library holds tasks weakly
  private final List<Future<Long>> waitedFor = new ArrayList<>();
  private final List<Task<Long>> waiting = new ArrayList<>();

  long steps;
  long tasks;
  long cancels;
  long ended;

  Bulk(Asyncio asyncio, SplittableRandom random, long mostSteps, long mostTasks) {
    this.asyncio = asyncio;
    this.random = random;
    this.mostSteps = mostSteps;
    this.mostTasks = mostTasks;
  }

  void start() {
    for (int i = 0; i < YIELDERS; i++) {
      kept.add(asyncio.createTask(new Yields()));
    }
    kept.add(asyncio.createTask(new Creates()));
  }

  /** Everything that was to be done is, and nothing is left. */
  boolean isDone() {
    return kept.stream().allMatch(Task::isDone);
  }

  private boolean hasMore() {
    return steps < mostSteps || tasks < mostTasks;
  }

  /** A coroutine whose resume is its whole code. */
  private abstract class Light implements Coroutine<Long> {
    abstract @Nullable Object resume() throws Throwable;

    @Override
    public final @Nullable Object send(@Nullable Object value) throws Throwable {
      steps++;
      return resume();
    }

    @Override
    public final @Nullable Object raise(Throwable error) throws Throwable {
      steps++;
      if (error instanceof CancelledError) {
        cancels++;
      }
      throw error;
    }

    @Override
    public final Long returned() {
      return steps;
    }

    @Override
    public final void close() {}
  }

  private final class Yields extends Light {
    @Override
    @Nullable Object resume() {
      return hasMore() ? null : RETURNED;
    }
  }

  private final class Returns extends Light {
    @Override
    Object resume() {
      ended++;
      return RETURNED;
    }
  }

  private final class Awaits extends Light {
    private final Future<Long> future;

    Awaits(Future<Long> future) {
      this.future = future;
    }

    @Override
    Object resume() throws Exception {
      if (future.suspend()) {
        return future;
      }
      future.result();
      ended++;
      return RETURNED;
    }
  }

  /** In each turn ends what the last one left waiting, by a result or a cancel, and creates new ones. */
  private final class Creates extends Light {
    @Override
    @Nullable Object resume() {
      for (int i = 0; i < waiting.size(); i++) {
        if (random.nextInt(4) == 0) {
          waiting.get(i).cancel();
        } else {
          waitedFor.get(i).setResult(steps);
        }
      }
      waiting.clear();
      waitedFor.clear();
      if (!hasMore()) {
        return RETURNED;
      }
      for (int i = 0; i < TASKS_A_TURN; i++) {
        tasks++;
        if (random.nextInt(8) == 0) {
          Future<Long> future = asyncio.createFuture();
          waitedFor.add(future);
          waiting.add(asyncio.createTask(new Awaits(future)));
        } else {
          Task<Long> task = asyncio.createTask(new Returns());
          if (random.nextInt(16) == 0) {
            task.cancel(); // before its first step
          }
        }
      }
      return null;
    }
  }
}
