package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import org.jspecify.annotations.Nullable;

/** Awaits one future (§1.15) and returns 1; what is raised there goes on. */
final class Waiting implements Coroutine<Long> {
  private static final Long RESULT = 1L;

  private final FutureLike<?> future;

  Waiting(FutureLike<?> future) {
    this.future = future;
  }

  @Override
  public @Nullable Object send(@Nullable Object sent) {
    return future.suspend() ? future : RETURNED;
  }

  @Override
  public @Nullable Object raise(Throwable error) throws Throwable {
    throw error;
  }

  @Override
  public Long returned() {
    return RESULT;
  }

  @Override
  public void close() {}
}
