package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime;
import java.util.List;
import java.util.function.Supplier;

/** Tasks that yield null for ever (§4.8): each costs one step in each iteration, driven by {@code runOnce} (§8.24). */
class BareYield implements Variant {
  private static final int STEPS = 10_000;

  final RunnableLoop loop;
  private final int tasks;
  private long iterations;

  BareYield(int tasks, List<Supplier<Coroutine<Long>>> classes) {
    this(tasks, classes, TaskRuntime.Options.DEFAULT);
  }

  BareYield(int tasks, List<Supplier<Coroutine<Long>>> classes, TaskRuntime.Options options) {
    this.loop = TaskRuntime.load(options).newLoop();
    this.tasks = tasks;
    for (int i = 0; i < tasks; i++) {
      loop.createTask(classes.get(i % classes.size()).get());
    }
  }

  /** The same, whose coroutines are resumed by {@link Pulling}. */
  static BareYield pulled(int tasks) {
    return new BareYield(tasks, Yielding.ONE_CLASS) {
      @Override
      boolean iterate() throws InterruptedException {
        return Pulling.ALL.runOnce(loop);
      }
    };
  }

  /** The same, told to an observer that does nothing (§9.9). */
  static BareYield observed(int tasks) {
    TaskObserver silent = new TaskObserver() {};
    return new BareYield(tasks, Yielding.ONE_CLASS, TaskRuntime.Options.DEFAULT.withObserver(silent));
  }

  @Override
  public int operations() {
    return Math.max(STEPS, tasks);
  }

  @Override
  public long run() throws InterruptedException {
    for (int i = 0; i < operations() / tasks; i++) {
      iterate();
      iterations++;
    }
    return iterations;
  }

  /** One iteration of the loop: one step of each task. */
  boolean iterate() throws InterruptedException {
    return loop.runOnce();
  }
}
