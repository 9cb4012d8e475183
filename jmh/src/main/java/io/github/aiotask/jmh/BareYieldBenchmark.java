package io.github.aiotask.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A bare yield (§4.8): one invocation is one iteration of the loop (§8.24), one operation one step of one task. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BareYieldBenchmark {
  private static final int MANY = 1000;

  /** For JMH. */
  public BareYieldBenchmark() {}

  /** What the others are compared to. */
  @State(Scope.Thread)
  public static class OneRunnable {
    private final Floor floor = new Floor(1);

    /** For JMH. */
    public OneRunnable() {}
  }

  /** A loop with one task. */
  @State(Scope.Thread)
  public static class OneTask {
    private final BareYield tasks = new BareYield(1, Yielding.ONE_CLASS);

    /** For JMH. */
    public OneTask() {}
  }

  /** A loop with many tasks, their coroutines of one class. */
  @State(Scope.Thread)
  public static class ManyTasks {
    private final BareYield tasks = new BareYield(MANY, Yielding.ONE_CLASS);

    /** For JMH. */
    public ManyTasks() {}
  }

  /** A loop with many tasks, their coroutines of several classes. */
  @State(Scope.Thread)
  public static class MixedTasks {
    private final BareYield tasks = new BareYield(MANY, Yielding.FIVE_CLASSES);

    /** For JMH. */
    public MixedTasks() {}
  }

  /**
   * One Runnable, queued again.
   *
   * @param state the queue
   * @return how often it ran
   */
  @Benchmark
  public long floor(OneRunnable state) {
    return state.floor.step();
  }

  /**
   * One step.
   *
   * @param state the loop
   * @return whether it goes on
   * @throws InterruptedException never
   */
  @Benchmark
  public boolean oneTask(OneTask state) throws InterruptedException {
    return state.tasks.iterate();
  }

  /**
   * One step of each task.
   *
   * @param state the loop
   * @return whether it goes on
   * @throws InterruptedException never
   */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public boolean manyTasks(ManyTasks state) throws InterruptedException {
    return state.tasks.iterate();
  }

  /**
   * One step of each task.
   *
   * @param state the loop
   * @return whether it goes on
   * @throws InterruptedException never
   */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public boolean mixedTasks(MixedTasks state) throws InterruptedException {
    return state.tasks.iterate();
  }
}
