package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/** The queue of 3.4.4 and later: who waits is woken, and looks again (§11.24, §11.25). */
final class WakingQueue<T extends @Nullable Object> extends Queue<T> {
  private final Waiters getters;
  private final Waiters putters;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  WakingQueue(Asyncio asyncio, Items<T> items, int maxsize) {
    super(asyncio, items, maxsize);
    getters = new Waiters(asyncio, new Item(this));
    putters = new Waiters(asyncio, new Room(this));
  }

  @Override
  public Coroutine<@Nullable Void> put(T item) {
    return new Put(item);
  }

  @Override
  public void putNowait(T item) throws QueueFull, QueueShutDown {
    asyncio.loop.checkThread(); // §8.33
    checkOpen();
    if (full()) {
      throw new QueueFull();
    }
    add(item);
    getters.wakeNext(); // §11.24
  }

  @Override
  public Coroutine<T> get() {
    return new Get();
  }

  @Override
  public T getNowait() throws QueueEmpty, QueueShutDown {
    asyncio.loop.checkThread(); // §8.33
    if (empty()) {
      checkOpen();
      throw new QueueEmpty();
    }
    T item = take();
    putters.wakeNext(); // §11.24
    return item;
  }

  @Override
  void wakeAll() {
    getters.wakeAll();
    putters.wakeAll();
  }

  @Override
  @LockingFree
  int waiting() {
    return getters.size() + putters.size();
  }

  private final class Put extends Body<@Nullable Void> {
    private final T item;
    private @Nullable Future<@Nullable Void> putter;

    Put(T item) {
      this.item = item;
    }

    @Override
    Object start() throws Exception {
      if (full()) {
        checkOpen();
        Future<@Nullable Void> mine = putters.add();
        putter = mine;
        return await(mine);
      }
      putNowait(item);
      return returns(null);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        boolean woken = putters.leave(Futures.present(putter));
        if (woken && !full()) {
          putters.wakeNext(); // §11.25
        }
        throw error;
      }
      return start();
    }
  }

  private final class Get extends Body<T> {
    private @Nullable Future<@Nullable Void> getter;

    @Override
    Object start() throws Exception {
      if (empty()) {
        checkOpen();
        Future<@Nullable Void> mine = getters.add();
        getter = mine;
        return await(mine);
      }
      return returns(getNowait());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        boolean woken = getters.leave(Futures.present(getter));
        if (woken && !empty()) {
          getters.wakeNext(); // §11.25
        }
        throw error;
      }
      return start();
    }
  }
}
