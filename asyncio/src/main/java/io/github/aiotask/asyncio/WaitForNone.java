package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Awaits with no time at all (§10.29 §10.72 §10.73): what is not done is cancelled, and waited for. */
final class WaitForNone<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Awaitable<? extends T> awaitable;
  private final Duration limit;
  private final Ending ending;
  private @Nullable Future<T> future;

  /** @param limit zero or less */
  WaitForNone(Asyncio asyncio, Awaitable<? extends T> awaitable, Duration limit) {
    this.asyncio = asyncio;
    this.limit = limit;
    this.awaitable = awaitable;
    this.ending = new Ending(asyncio);
  }

  @Override
  Object start() throws Exception {
    Future<T> made = Futures.reading(asyncio.ensureFuture(awaitable));
    if (made.isDone()) {
      return returns(made.result());
    }
    if (!asyncio.versions.waitForAwaitsEndAlways) {
      made.cancel();
      throw Time.isOver(asyncio, "waitFor", limit, null); // §10.72
    }
    future = made;
    return await(ending.ofCancelled(made));
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Future<T> ended = Futures.present(future);
    ending.removeFrom(ended);
    if (error != null) {
      throw error;
    }
    T result;
    try {
      result = ended.result();
    } catch (Throwable outcome) { // a cancellation becomes a timeout, all else leaves
      throw asyncio.isCancellation(outcome) ? Time.isOver(asyncio, "waitFor", limit, outcome) : outcome;
    }
    if (!asyncio.versions.waitForGivesOutcome) {
      throw Time.isOver(asyncio, "waitFor", limit, null); // §10.73
    }
    return returns(result);
  }
}
