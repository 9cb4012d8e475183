package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Awaits with a limit, inside of a timeout (§10.28). */
final class WaitFor<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Awaitable<? extends T> awaitable;
  private final @Nullable Duration limit;
  private @Nullable Timeout timeout;

  /** @param limit above zero; null for none (§10.27) */
  WaitFor(Asyncio asyncio, Awaitable<? extends T> awaitable, @Nullable Duration limit) {
    this.asyncio = asyncio;
    this.awaitable = awaitable;
    this.limit = limit;
  }

  @Override
  Object start() {
    timeout = asyncio.timeout("waitFor", limit).enter();
    return await(awaitable); // §10.31: a cancel of the task goes to what it awaits
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Futures.present(timeout).exit(error);
    return returns(Futures.<T>sent(sent));
  }
}
