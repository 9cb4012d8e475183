package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import org.jspecify.annotations.Nullable;

/** Says when a future has ended, without its outcome. */
final class Ending {
  private final Future<@Nullable Void> waiter;
  private final Callback<Future<?>> callback;

  Ending(Asyncio asyncio) {
    Future<@Nullable Void> over = asyncio.createFuture();
    this.waiter = over;
    this.callback = done -> Futures.release(over);
  }

  /** What is done then. */
  Future<@Nullable Void> waiter() {
    return waiter;
  }

  Future<@Nullable Void> of(Future<?> future) {
    future.addDoneCallback(callback);
    return waiter;
  }

  /** Cancels a future and waits for its end. */
  Future<@Nullable Void> ofCancelled(Future<?> future) {
    future.addDoneCallback(callback);
    try {
      future.cancel();
    } catch (Throwable error) { // whatever its cancel raises leaves
      future.removeDoneCallback(callback);
      throw error;
    }
    return waiter;
  }

  void removeFrom(Future<?> future) {
    future.removeDoneCallback(callback);
  }
}
