package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Future;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Awaits with a limit as asyncio did before 3.12: a future beside a timer (§10.30 §10.74 §10.75). */
final class WaitForBeside<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Awaitable<? extends T> awaitable;
  private final Duration limit;
  private Ending ending;
  private @Nullable TimerHandle timer;
  private @Nullable Future<T> future;

  /** Whether the future was cancelled, and its end is waited for. */
  private boolean isCancelling;

  /** What is raised then in the place of its outcome. */
  private @Nullable Throwable cancellation;

  WaitForBeside(Asyncio asyncio, Awaitable<? extends T> awaitable, Duration limit) {
    this.asyncio = asyncio;
    this.awaitable = awaitable;
    this.limit = limit;
    this.ending = new Ending(asyncio);
  }

  @Override
  Object start() {
    timer = asyncio.loop.callAt(Time.after(asyncio.loop, limit), Futures::release, ending.waiter(), null);
    Future<T> awaited = Futures.reading(asyncio.ensureFuture(awaitable));
    future = awaited;
    return await(ending.of(awaited));
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Future<T> awaited = Futures.present(future);
    boolean goesOn = false;
    try {
      if (isCancelling) {
        return returns(afterCancel(awaited, error));
      }
      boolean cancelled = error != null && asyncio.isCancellation(error);
      if (error != null && !cancelled) {
        throw error;
      }
      Versions versions = asyncio.versions;
      if (awaited.isDone() && (!cancelled || versions.waitForAwaitsEndAlways)) { // §10.77
        return returns(awaited.result());
      }
      ending.removeFrom(awaited);
      if (!(cancelled ? versions.waitForAwaitsEndAlways : versions.waitForAwaitsEnd)) {
        awaited.cancel(); // §10.31 §10.76
        throw error == null ? isOver(null) : error; // §10.30
      }
      isCancelling = true;
      cancellation = error;
      ending = new Ending(asyncio);
      Object waits = await(ending.ofCancelled(awaited));
      goesOn = true;
      return waits;
    } finally {
      if (!goesOn) {
        Futures.present(timer).cancel();
      }
    }
  }

  private T afterCancel(Future<T> awaited, @Nullable Throwable error) throws Throwable {
    ending.removeFrom(awaited);
    if (error != null) {
      throw error;
    }
    if (cancellation != null) {
      throw cancellation; // §10.77
    }
    if (!asyncio.versions.waitForGivesOutcome) {
      throw isOver(null); // §10.74
    }
    try {
      return awaited.result(); // §10.75
    } catch (Throwable outcome) { // a cancellation becomes a timeout, all else leaves
      throw asyncio.isCancellation(outcome) ? isOver(outcome) : outcome;
    }
  }

  private Throwable isOver(@Nullable Throwable cause) {
    return Time.isOver(asyncio, "waitFor", limit, cause);
  }
}
