package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import org.jspecify.annotations.Nullable;

/** Awaits, and no more: makes a coroutine of what is none. */
final class Awaiting<T extends @Nullable Object> extends Body<T> {
  private final Awaitable<? extends T> awaitable;

  Awaiting(Awaitable<? extends T> awaitable) {
    this.awaitable = awaitable;
  }

  @Override
  Object start() {
    return await(awaitable);
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(Futures.<T>sent(sent));
  }
}
