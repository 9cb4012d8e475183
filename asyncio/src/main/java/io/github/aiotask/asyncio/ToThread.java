package io.github.aiotask.asyncio;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs a body in another thread, in a copy of the context where it is awaited (§10.62). */
final class ToThread<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Callable<T> body;

  ToThread(Asyncio asyncio, Callable<T> body) {
    this.asyncio = asyncio;
    this.body = body;
  }

  @Override
  Object start() {
    return await(asyncio.runInExecutor(null, body));
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(Futures.<T>sent(sent));
  }
}
