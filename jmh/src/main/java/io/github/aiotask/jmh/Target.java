package io.github.aiotask.jmh;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of targets.json.
 *
 * @param what in words
 * @param rule what is measured
 * @param kind how the value comes of the row of variant and base
 * @param variant a variant
 * @param base what it is compared to
 * @param from for {@link Kind#GROWTH}: the pair whose ratio divides
 * @param reach what is asked for
 * @param aim what is hoped for
 * @param since the first JDK that can have it; 0: all
 */
record Target(
    String what, String rule, Kind kind, String variant, String base, @Nullable Pair from, double reach, double aim, int since) {

  /** How to take the value; {@link #FASTER} is to be large, the others small. NANOS are the machine's: an order of magnitude. */
  enum Kind {
    RATIO,
    BYTES,
    FASTER,
    GROWTH,
    NANOS
  }

  /** Whether a target was met. */
  enum Verdict {
    AIMED,
    REACHED,
    MISSED,
    NOT_MEASURED,
    /** The JDK is too old for it. */
    NOT_THERE;

    boolean isGood() {
      return this == AIMED || this == REACHED || this == NOT_THERE;
    }


    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Two variants that are measured in pairs. */
  record Pair(String variant, String base) {
    String key() {
      return variant + ":" + base;
    }
  }

  /** The targets are for this version; older ones may be behind. */
  private static final int NEWEST = 25;

  private static final double BEHIND = 1.15;

  static List<Target> all() {
    try (InputStream in = Target.class.getResourceAsStream("targets.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<List<Target>>() {});
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  Pair pair() {
    return new Pair(variant, base);
  }

  /** The value, or NaN if it was not measured. */
  double value(Map<String, Row> rows) {
    Row row = rows.get(pair().key());
    Row divisor = from == null ? null : rows.get(from.key());
    if (row == null || (from != null && divisor == null)) {
      return Double.NaN;
    }
    return switch (kind) {
      case RATIO -> row.ratio();
      case BYTES -> row.bytes();
      case NANOS -> row.nanos();
      case FASTER -> 1 / row.ratio();
      case GROWTH -> divisor == null ? Double.NaN : row.ratio() / divisor.ratio();
    };
  }

  Verdict verdict(double value, int javaVersion) {
    if (javaVersion < since) {
      return Verdict.NOT_THERE;
    }
    if (Double.isNaN(value)) {
      return Verdict.NOT_MEASURED;
    }
    double slack = javaVersion < NEWEST && kind != Kind.BYTES ? BEHIND : 1;
    double noise = kind == Kind.BYTES ? 0.01 : 0; // an allocation of the runner's own, over a slice
    if (kind == Kind.FASTER) {
      return value * slack >= aim ? Verdict.AIMED : value * slack >= reach ? Verdict.REACHED : Verdict.MISSED;
    }
    return value <= aim * slack + noise ? Verdict.AIMED : value <= reach * slack + noise ? Verdict.REACHED : Verdict.MISSED;
  }

  String text(double value, Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%-12s %9.3f  reach %7.2f  aim %7.2f  %s (%s)",
        verdict.text(),
        value,
        reach,
        aim,
        what,
        rule);
  }
}
