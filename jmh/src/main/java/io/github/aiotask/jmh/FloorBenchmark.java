package io.github.aiotask.jmh;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The floor that the others are compared to: one Runnable that is queued again and again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

  /** For JMH. */
  public FloorBenchmark() {
    queue.add(() -> {});
  }

  /** One step. */
  @Benchmark
  public void requeue() {
    Runnable next = queue.remove();
    next.run();
    queue.add(next);
  }
}
