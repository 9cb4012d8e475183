package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** Returns in its first step (§3.9). */
final class Returning implements Coroutine<Long> {
  private static final Long EVEN = 0L;
  private static final Long ODD = 1L;

  private final int number;

  Returning(int number) {
    this.number = number;
  }

  @Override
  public @Nullable Object send(@Nullable Object sent) {
    return RETURNED;
  }

  @Override
  public @Nullable Object raise(Throwable error) throws Throwable {
    throw error;
  }

  @Override
  public Long returned() {
    return (number & 1) == 0 ? EVEN : ODD;
  }

  @Override
  public void close() {}
}
