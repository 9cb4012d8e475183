package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says when a future has ended, without its outcome. */
final class Ending {
  private final Future<@Nullable Void> waiter;
  private final Callback<Future<?>> callback;

  private @Nullable Future<?> awaited;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Ending(Asyncio asyncio) {
    Future<@Nullable Void> over = asyncio.createFuture(new End(this));
    this.waiter = over;
    this.callback = done -> Futures.release(over);
  }

  /** What its waiter is for. */
  private record End(Ending ending) implements Purpose {
    @Override
    public String describe() {
      return "the end of a waitFor";
    }

    @Override
    public List<Future<?>> awaits() {
      Future<?> awaited = ending.awaited;
      return awaited == null ? List.of() : List.of(awaited);
    }
  }

  /** What is done then. */
  Future<@Nullable Void> waiter() {
    return waiter;
  }

  Future<@Nullable Void> of(Future<?> future) {
    awaited = future;
    future.addDoneCallback(callback);
    return waiter;
  }

  /** Cancels a future and waits for its end. */
  Future<@Nullable Void> ofCancelled(Future<?> future) {
    awaited = future;
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
