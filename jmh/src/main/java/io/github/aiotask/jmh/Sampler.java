package io.github.aiotask.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs a variant and its base in pairs of short slices of the thread's CPU time, now the one first and now the other, so that
 * what drifts drifts for both.
 */
final class Sampler {
  private static final int WARM_UP_PAIRS = 20;
  private static final long CHECK_NANOS = 1_000_000; // how often a slice looks at the clock, about
  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private record Slice(double nanos, double bytes) {}

  private final int pairs;
  private final long sliceNanos;
  private volatile long sink; // so that no work is dead

  Sampler(int pairs, long sliceNanos) {
    this.pairs = pairs;
    this.sliceNanos = sliceNanos;
  }

  static boolean isPossible() {
    return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadAllocatedMemorySupported();
  }

  Row compare(String name, Variant variant, String baseName, Variant base) throws Exception {
    double[] ratios = new double[pairs];
    double[] nanos = new double[pairs];
    double[] bytes = new double[pairs];
    boolean wall = variant.isTimedByTheWall() || base.isTimedByTheWall(); // like by like
    for (int pair = -WARM_UP_PAIRS; pair < pairs; pair++) {
      boolean baseFirst = pair % 2 == 0;
      Slice first = slice(baseFirst ? base : variant, wall);
      Slice second = slice(baseFirst ? variant : base, wall);
      Slice ofBase = baseFirst ? first : second;
      Slice ofVariant = baseFirst ? second : first;
      if (pair >= 0) {
        ratios[pair] = ofVariant.nanos / ofBase.nanos;
        nanos[pair] = ofVariant.nanos;
        bytes[pair] = ofVariant.bytes;
      }
    }
    return new Row(
        name,
        baseName,
        percentile(nanos, 50),
        percentile(ratios, 25),
        percentile(ratios, 50),
        percentile(ratios, 75),
        percentile(bytes, 50));
  }

  private Slice slice(Variant variant, boolean wall) throws Exception {
    long sum = 0;
    long runs = 0;
    long each = 1;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = now(wall);
    long used = 0;
    while (used < sliceNanos) {
      for (long i = 0; i < each; i++) {
        sum += variant.run();
      }
      runs += each;
      used = now(wall) - start;
      each = Math.max(1, runs * Math.min(CHECK_NANOS, sliceNanos - used) / Math.max(1, used));
    }
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    sink = sum;
    double operations = (double) runs * variant.operations();
    return new Slice(used / operations, bytes / operations);
  }

  private static long now(boolean wall) {
    return wall ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
  }

  static double percentile(double[] values, double rank) {
    return new ListStatistics(values).getPercentile(rank);
  }
}
