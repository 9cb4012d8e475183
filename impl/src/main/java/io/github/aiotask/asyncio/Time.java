package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import java.time.Duration;

/** Durations on a loop's clock, where 292 years are for ever. */
final class Time {
  private Time() {}

  static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  /** When that will have passed from now on; {@link Long#MAX_VALUE} if never. */
  static long after(EventLoop loop, Duration duration) {
    long now = loop.time();
    try {
      return Math.addExact(now, duration.toNanos());
    } catch (ArithmeticException overflow) {
      return duration.isNegative() ? now : Long.MAX_VALUE;
    }
  }
}
