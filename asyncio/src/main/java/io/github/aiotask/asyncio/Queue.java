package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Purpose;
import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/**
 * Items on their way from tasks to tasks (§11.23 to §11.29).
 *
 * @param <T> an item
 */
public abstract class Queue<T extends @Nullable Object> {

  final Asyncio asyncio;
  private final Items<T> items;
  private final int maxsize;

  /** Set while there is no unfinished item. */
  private final Event finished;
  private @Nullable Purpose purpose;

  private int unfinished;
  private boolean shutDown;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Queue(Asyncio asyncio, Items<T> items, int maxsize) {
    this.asyncio = asyncio;
    this.items = items;
    this.maxsize = maxsize;
    this.finished = new Event(asyncio, new Join(this));
    finished.set();
  }

  /**
   * Puts an item, when there is room.
   *
   * @param item what
   * @return to be awaited; raises {@link QueueShutDown}
   */
  @CheckReturnValue
  public abstract Coroutine<@Nullable Void> put(T item);

  /**
   * Puts an item now.
   *
   * @param item what
   * @throws QueueFull if there is no room
   * @throws QueueShutDown if it was shut down (§11.28)
   */
  public abstract void putNowait(T item) throws QueueFull, QueueShutDown;

  /**
   * Takes the first item, when there is one.
   *
   * @return the item; to be awaited; raises {@link QueueShutDown}
   */
  @CheckReturnValue
  public abstract Coroutine<T> get();

  /**
   * Takes the first item now.
   *
   * @return the item
   * @throws QueueEmpty if there is none
   * @throws QueueShutDown if there is none, and it was shut down (§11.28)
   */
  public abstract T getNowait() throws QueueEmpty, QueueShutDown;

  /** Wakes all who wait. */
  abstract void wakeAll();

  /** How many wait. */
  @LockingFree
  abstract int waiting();

  /**
   * How many items there are: Python's {@code qsize}.
   *
   * @return zero or more
   */
  @LockingFree
  public final int qsize() {
    return items.size();
  }

  /**
   * How many items there may be.
   *
   * @return zero or less for no bound
   */
  public final int maxsize() {
    return maxsize;
  }

  /**
   * Whether a get must wait.
   *
   * @return true if there is no item
   */
  public final boolean empty() {
    return items.size() == 0;
  }

  /**
   * Whether a put must wait.
   *
   * @return true if there are as many items as there may be
   */
  public final boolean full() {
    return maxsize > 0 && items.size() >= maxsize;
  }

  /**
   * Says that the work on an item that was taken is done (§11.27).
   *
   * @throws IllegalStateException if that was said of all items already
   */
  public final void taskDone() {
    asyncio.loop.checkThread(); // §8.33
    if (unfinished <= 0) {
      throw new IllegalStateException("taskDone() was called for each item already: call it once after each get()");
    }
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /**
   * Waits until the work on all items is done (§11.27).
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public final Coroutine<@Nullable Void> join() {
    return finished.waitUntilSet();
  }

  /**
   * Refuses items from now on, and ends every get once those that are here are taken (§11.28).
   *
   * @throws UnsupportedOperationException before 3.13
   */
  public final void shutdown() {
    shutdown(false);
  }

  /**
   * Refuses items from now on, and ends every get once the queue is empty (§11.28, §11.29).
   *
   * @param immediate whether to drop those that are here
   * @throws UnsupportedOperationException before 3.13
   */
  public final void shutdown(boolean immediate) {
    asyncio.loop.checkThread(); // §8.33
    asyncio.versions.require("shutdown of a queue", Versions.QUEUE_SHUTDOWN);
    shutDown = true;
    if (immediate) {
      while (!empty()) {
        items.take();
        unfinished = Math.max(unfinished - 1, 0);
      }
      if (unfinished == 0) {
        finished.set();
      }
    }
    wakeAll();
  }

  /** Says what its items are for, if it is a part of something else. */
  final void serve(Purpose other) {
    purpose = other;
  }

  // ---- for the two makes of it

  /** What a get waits for. */
  record Item(Queue<?> queue) implements Purpose {
    @Override
    public String describe() {
      Purpose other = queue.purpose;
      return other != null ? other.describe() : "an item of " + Identity.of("queue", queue) + ", which holds " + queue.qsize();
    }

    @Override
    public Collection<? extends FutureLike<?>> awaits() {
      Purpose other = queue.purpose;
      return other != null ? other.awaits() : List.of();
    }

    @Override
    public boolean mayEndOtherwise() {
      return true; // anybody may put
    }
  }

  /** What a put waits for. */
  record Room(Queue<?> queue) implements Purpose {
    @Override
    public String describe() {
      return "room in " + Identity.of("queue", queue) + ", which holds " + queue.qsize() + " of " + queue.maxsize;
    }
  }

  /** What a join waits for. */
  private record Join(Queue<?> queue) implements Purpose {
    @Override
    public String describe() {
      return "the end of the work of " + Identity.of("queue", queue) + ", " + queue.unfinished + " not done";
    }
  }

  final void checkOpen() throws QueueShutDown {
    if (shutDown) {
      throw new QueueShutDown();
    }
  }

  final void add(T item) {
    items.add(item);
    unfinished++;
    finished.clear();
  }

  final T take() {
    return items.take();
  }

  @Override
  public final String toString() {
    return "queue of " + qsize() + (maxsize > 0 ? " of " + maxsize : "") + ", " + waiting() + " waiting"
        + (shutDown ? ", shut down" : "");
  }
}
