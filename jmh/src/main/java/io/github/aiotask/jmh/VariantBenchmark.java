package io.github.aiotask.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Any variant of {@link Paired}, for JMH's profilers: {@code -p variant=create-cancel -prof gc}, or {@code -prof perfasm} where the
 * system has perf. One invocation is a whole {@link Variant#run()}, of as many operations as that says.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class VariantBenchmark {
  /** Its name. */
  @Param("round-trip-10")
  public String variant;

  private Variant running;

  /** For JMH. */
  public VariantBenchmark() {}

  /** Makes the variant. */
  @Setup
  public void create() {
    running = Variants.create(variant);
  }

  /**
   * Runs it once.
   *
   * @return what depends on the work
   * @throws Exception if it fails
   */
  @Benchmark
  public long run() throws Exception {
    return running.run();
  }
}
