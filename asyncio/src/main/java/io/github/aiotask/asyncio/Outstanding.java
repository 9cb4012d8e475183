package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.RunnableLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What other threads wait for: fails when the loop closes, which will not complete it any more (§10.65). Any thread. */
final class Outstanding {
  private final EventLoop loop;
  private final Guest guest;
  private final Map<CompletableFuture<?>, Coroutine<?>> futures = new ConcurrentHashMap<>();
  private final AtomicBoolean hearsOfClose = new AtomicBoolean();

  Outstanding(EventLoop loop, Guest guest) {
    this.loop = loop;
    this.guest = guest;
  }

  /** Until it is done, which it is at the latest when the loop has closed. */
  void add(CompletableFuture<?> future, Coroutine<?> coroutine) {
    futures.put(future, coroutine);
    future.whenComplete((result, error) -> futures.remove(future));
    if (loop instanceof RunnableLoop runnable && hearsOfClose.compareAndSet(false, true)) {
      runnable.onClose(this::failAll);
    }
  }

  private void failAll() {
    hearsOfClose.set(false); // who comes now hears of it at once
    for (Map.Entry<CompletableFuture<?>, Coroutine<?>> one : futures.entrySet()) {
      one.getKey().completeExceptionally(guest.newError(ErrorKind.LOOP_CLOSED, loop, one.getValue()));
    }
  }
}
