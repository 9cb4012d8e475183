package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Durations on a loop's clock, where 292 years are for ever; and what is said of those that are over. */
final class Time {
  private static final List<String> UNITS = List.of("ns", "µs", "ms", "s");

  private Time() {}

  static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  /** When that will have passed from now on; {@link Long#MAX_VALUE} if never. */
  static long after(EventLoop loop, Duration duration) {
    return after(loop.time(), duration);
  }

  /** When that will have passed; {@link Long#MAX_VALUE} if never. */
  static long after(long now, Duration duration) {
    try {
      return Math.addExact(now, duration.toNanos());
    } catch (ArithmeticException overflow) {
      return duration.isNegative() ? now : Long.MAX_VALUE;
    }
  }

  /** How long it is until then, as in {@code 1.5 s left}. */
  static String left(EventLoop loop, long when) {
    return text(when - loop.time()) + " left";
  }

  /** The error of a time that is over, which says whose. */
  static TimeoutException isOver(Asyncio asyncio, String function, long nanos, @Nullable Throwable cause) {
    Task<?> task = asyncio.currentTask();
    TimeoutException error =
        new TimeoutException(
            "the time is over: " + function + " of " + text(nanos) + (task == null ? "" : " in " + task.name()));
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }

  static TimeoutException isOver(Asyncio asyncio, String function, Duration limit, @Nullable Throwable cause) {
    return isOver(asyncio, function, after(0, limit), cause);
  }

  /** In the largest unit that fits, for a reader. */
  static String text(long nanos) {
    if (nanos <= 0) {
      return "0 s";
    }
    int thousands = nanos < 1_000 ? 0 : nanos < 1_000_000 ? 1 : nanos < 1_000_000_000 ? 2 : 3;
    BigDecimal size = BigDecimal.valueOf(nanos, 3 * thousands).setScale(3, RoundingMode.HALF_UP);
    return size.stripTrailingZeros().toPlainString() + " " + UNITS.get(thousands);
  }
}
