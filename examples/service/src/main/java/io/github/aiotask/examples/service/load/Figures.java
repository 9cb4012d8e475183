package io.github.aiotask.examples.service.load;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of one target's requests. In the client's one thread. */
final class Figures {
  private final Histogram latency = new Histogram(3);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private long errors;
  private long nanos;

  void answered(int status, long nanosTaken) {
    latency.recordValue(nanosTaken);
    statuses.merge(status, 1L, Long::sum);
  }

  /** A connection that failed or ended before its answer. */
  void failed() {
    errors++;
  }

  void ran(long nanosOfSlice) {
    nanos += nanosOfSlice;
  }

  void add(Figures slice) {
    latency.add(slice.latency);
    slice.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    errors += slice.errors;
    nanos += slice.nanos;
  }

  long requests() {
    return latency.getTotalCount();
  }

  long errors() {
    return errors;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,9.0f requests/s  p50 %7.2f ms  p90 %7.2f ms  p99 %7.2f ms  max %7.2f ms  errors %d  %s",
        requests() / (nanos / 1e9), millis(50), millis(90), millis(99), millis(100), errors, statuses);
  }

  private double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }
}
