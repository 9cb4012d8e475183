package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.jfr.TaskEvents;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Recording;

/** Tasks that yield null for ever (§4.8): each costs one step in each iteration, driven by {@code runOnce} (§8.24). */
class BareYield implements Variant {
  private static final int STEPS = 10_000;
  private static final long MOST_BYTES = 50_000_000;

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
    return observed(tasks, new TaskObserver() {});
  }

  private static BareYield observed(int tasks, TaskObserver observer) {
    return new BareYield(tasks, Yielding.ONE_CLASS, TaskRuntime.Options.DEFAULT.withObserver(observer));
  }

  /** The same, told to the flight recorder, which asks for no event, or for those of steps. */
  static BareYield flightRecorded(int tasks, boolean steps) {
    BareYield yields = observed(tasks, new TaskEvents());
    if (steps) {
      Recording recording = new Recording(); // until the JVM ends
      recording.enable("aiotask.Step");
      recording.setMaxSize(MOST_BYTES);
      recording.start();
    }
    return yields;
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
