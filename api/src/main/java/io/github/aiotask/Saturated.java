package io.github.aiotask;

import java.time.Duration;

/** Time that stops at the ends of {@code long} instead of going round: 292 years are for ever. */
final class Saturated {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

  private Saturated() {}

  static long nanos(Duration delay) {
    if (delay.getSeconds() > MAX_SECONDS) {
      return Long.MAX_VALUE;
    }
    return delay.getSeconds() < -MAX_SECONDS ? Long.MIN_VALUE : delay.toNanos();
  }

  static long add(long time, long delay) {
    long sum = time + delay;
    boolean overflow = ((time ^ sum) & (delay ^ sum)) < 0;
    if (!overflow) {
      return sum;
    }
    return delay > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }
}
