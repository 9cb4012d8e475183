package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Awaits with no time at all (§10.29): what is not done is cancelled, and waited for. */
final class WaitForNone<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Awaitable<? extends T> awaitable;
  private final Duration limit;
  private final Future<@Nullable Void> waiter;
  private final Callback<Future<?>> callback;
  private @Nullable Future<T> future;

  /** @param limit zero or less */
  WaitForNone(Asyncio asyncio, Awaitable<? extends T> awaitable, Duration limit) {
    this.asyncio = asyncio;
    this.limit = limit;
    this.awaitable = awaitable;
    Future<@Nullable Void> ended = asyncio.createFuture();
    this.waiter = ended;
    this.callback = done -> Futures.release(ended);
  }

  @Override
  Object start() throws Exception {
    Future<T> made = Futures.reading(asyncio.ensureFuture(awaitable));
    if (made.isDone()) {
      return returns(made.result());
    }
    future = made;
    made.addDoneCallback(callback);
    made.cancel();
    return await(waiter);
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Future<T> ended = Futures.present(future);
    ended.removeDoneCallback(callback);
    if (error != null) {
      throw error;
    }
    try {
      return returns(ended.result());
    } catch (Throwable outcome) { // a cancellation becomes a timeout, all else leaves
      throw asyncio.isCancellation(outcome) ? Time.isOver(asyncio, "waitFor", limit, outcome) : outcome;
    }
  }
}
