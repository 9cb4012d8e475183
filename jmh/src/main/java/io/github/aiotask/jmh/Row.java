package io.github.aiotask.jmh;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of a variant and its base.
 *
 * @param variant its name
 * @param base what it was compared to
 * @param nanos of CPU time for each operation, median of the slices
 * @param low first quartile of the pairs' ratios, variant to base
 * @param ratio their median
 * @param high third quartile
 * @param bytes allocated for each operation, median of the slices
 */
record Row(String variant, String base, double nanos, double low, double ratio, double high, double bytes) {

  /** The medians of several launches; low and high are then the least and the greatest of their medians. */
  static Row ofLaunches(List<Row> rows) {
    Row first = rows.get(0);
    if (rows.size() == 1) {
      return first;
    }
    return new Row(
        first.variant,
        first.base,
        median(rows, Row::nanos),
        rows.stream().mapToDouble(Row::ratio).min().orElseThrow(),
        median(rows, Row::ratio),
        rows.stream().mapToDouble(Row::ratio).max().orElseThrow(),
        median(rows, Row::bytes));
  }

  private static double median(List<Row> rows, ToDoubleFunction<Row> value) {
    return Sampler.percentile(rows.stream().mapToDouble(value).toArray(), 50);
  }

  @JsonIgnore
  String key() {
    return variant + ":" + base;
  }

  String text() {
    return String.format(
        Locale.ROOT, "%-24s %9.2f %9.3f [%.3f, %.3f] of %-24s %9.3f", variant, nanos, ratio, low, high, base, bytes);
  }
}
