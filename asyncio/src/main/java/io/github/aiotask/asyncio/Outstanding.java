package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.RunnableLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What others wait for: is told when the loop closes, which will not complete it any more (§10.65). Any thread. */
final class Outstanding {
  private final EventLoop loop;
  private final Guest guest;
  private final Map<Object, Runnable> endings = new ConcurrentHashMap<>();
  private final AtomicBoolean hearsOfClose = new AtomicBoolean();

  Outstanding(EventLoop loop, Guest guest) {
    this.loop = loop;
    this.guest = guest;
  }

  /** Until it is done, which it is at the latest when the loop has closed. */
  void add(CompletableFuture<?> future, Object work) {
    add(future, () -> future.completeExceptionally(closedBefore(work)));
    future.whenComplete((result, error) -> remove(future));
  }

  /**
   * Until it is removed, or the loop has closed.
   *
   * @param waiting compared by identity; kept until then
   * @param ending is run when the loop closes; at once if that has happened
   */
  void add(Object waiting, Runnable ending) {
    endings.put(waiting, ending);
    if (loop instanceof RunnableLoop runnable && hearsOfClose.compareAndSet(false, true)) {
      runnable.onClose(this::endAll);
    }
  }

  void remove(Object waiting) {
    endings.remove(waiting);
  }

  /** What to fail with then. */
  Throwable closedBefore(Object work) {
    return guest.newError(ErrorKind.LOOP_CLOSED, loop, work);
  }

  private void endAll() {
    hearsOfClose.set(false); // who comes now hears of it at once
    Throwable first = null;
    for (Object waiting : endings.keySet()) {
      Runnable ending = endings.remove(waiting);
      try {
        if (ending != null) {
          ending.run();
        }
      } catch (Throwable error) { // the others are still to be told
        first = first == null ? error : first;
      }
    }
    if (first != null) {
      throw Thrown.as(first);
    }
  }
}
