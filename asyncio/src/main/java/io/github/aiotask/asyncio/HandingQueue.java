package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/** The queue of 3.4.3: a put hands its item to a get that waits, a get takes that of a put that waits (§11.26). */
final class HandingQueue<T extends @Nullable Object> extends Queue<T> {
  private final Deque<Future<T>> getters = new ArrayDeque<>();
  private final Deque<Putter<T>> putters = new ArrayDeque<>();

  private record Putter<T extends @Nullable Object>(T item, Future<@Nullable Void> done) {}

  HandingQueue(Asyncio asyncio, Items<T> items, int maxsize) {
    super(asyncio, items, maxsize);
  }

  @Override
  public Coroutine<@Nullable Void> put(T item) {
    return new Put(item);
  }

  @Override
  public void putNowait(T item) throws QueueFull {
    asyncio.loop.checkThread(); // §8.33
    if (!offer(item)) {
      throw new QueueFull();
    }
  }

  private boolean offer(T item) {
    if (full()) {
      return false;
    }
    add(item); // first: its order is anybody's code, which may fail
    Future<T> getter = firstGetter();
    if (getter != null) {
      getter.setResult(take());
    }
    return true;
  }

  private @Nullable Future<T> firstGetter() {
    Future<T> getter = getters.pollFirst();
    while (getter != null && getter.isDone()) {
      getter = getters.pollFirst();
    }
    return getter;
  }

  @Override
  public Coroutine<T> get() {
    return new Get();
  }

  @Override
  public T getNowait() throws QueueEmpty {
    asyncio.loop.checkThread(); // §8.33
    Putter<T> putter = firstPutter();
    if (putter != null) {
      add(putter.item());
      putter.done().setResult(null);
    } else if (empty()) {
      throw new QueueEmpty();
    }
    return take();
  }

  private @Nullable Putter<T> firstPutter() {
    Putter<T> putter = putters.pollFirst();
    while (putter != null && putter.done().isDone()) {
      putter = putters.pollFirst();
    }
    return putter;
  }

  @Override
  void wakeAll() {
    throw new AssertionError("a queue of 3.4 has no shutdown");
  }

  @Override
  @LockingFree
  int waiting() {
    return getters.size() + putters.size();
  }

  private final class Put extends Body<@Nullable Void> {
    private final T item;

    Put(T item) {
      this.item = item;
    }

    @Override
    Object start() {
      if (offer(item)) {
        return returns(null);
      }
      Putter<T> mine = new Putter<>(item, asyncio.createFuture(new Room(HandingQueue.this)));
      putters.addLast(mine);
      return await(mine.done());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      return returns(null);
    }
  }

  private final class Get extends Body<T> {
    @Override
    Object start() {
      Putter<T> putter = firstPutter();
      if (putter != null) {
        add(putter.item());
        asyncio.loop.callSoon(Futures::release, putter.done(), null);
        return returns(take());
      }
      if (!empty()) {
        return returns(take());
      }
      Future<T> mine = asyncio.createFuture(new Item(HandingQueue.this));
      getters.addLast(mine);
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      return returns(Futures.<T>sent(sent));
    }
  }
}
