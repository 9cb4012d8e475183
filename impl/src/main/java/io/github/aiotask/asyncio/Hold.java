package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** Acquires something; the answer releases it. */
final class Hold extends Body<Held> {
  private final Coroutine<@Nullable Void> acquire;
  private final Held held;

  Hold(Coroutine<@Nullable Void> acquire, Held held) {
    this.acquire = acquire;
    this.held = held;
  }

  @Override
  Object start() {
    return await(acquire);
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(held);
  }
}
