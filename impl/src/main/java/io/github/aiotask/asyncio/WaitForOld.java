package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Awaits with a limit as asyncio 3.4 does (§10.30): a future beside a timer. */
final class WaitForOld<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Awaitable<? extends T> awaitable;
  private final Duration limit;
  private final Future<@Nullable Void> waiter;
  private final Callback<Future<?>> callback;
  private @Nullable TimerHandle timer;
  private @Nullable Future<T> future;

  WaitForOld(Asyncio asyncio, Awaitable<? extends T> awaitable, Duration limit) {
    this.asyncio = asyncio;
    this.awaitable = awaitable;
    this.limit = limit;
    Future<@Nullable Void> over = asyncio.createFuture();
    this.waiter = over;
    this.callback = done -> Futures.release(over);
  }

  @Override
  Object start() {
    timer = asyncio.loop.callAt(Time.after(asyncio.loop, limit), Futures::release, waiter, null);
    future = Futures.reading(asyncio.ensureFuture(awaitable));
    future.addDoneCallback(callback);
    return await(waiter);
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Futures.present(timer).cancel();
    Future<T> awaited = Futures.present(future);
    if (error == null && awaited.isDone()) {
      return returns(awaited.result());
    }
    if (error == null || asyncio.isCancellation(error)) { // §10.31
      awaited.removeDoneCallback(callback);
      awaited.cancel();
    }
    throw error == null ? Time.isOver(asyncio, "waitFor", limit, null) : error;
  }
}
