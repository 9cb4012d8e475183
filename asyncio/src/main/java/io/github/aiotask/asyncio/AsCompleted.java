package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Many futures, in the order in which they end (§10.32 to §10.35).
 *
 * <pre>{@code
 * for (Coroutine<String> next : asyncio.asCompleted(pages)) {
 *   show(await(next));
 * }
 * }</pre>
 *
 * <p>Can be walked through once.
 *
 * @param <T> their results
 */
public final class AsCompleted<T extends @Nullable Object> implements Iterable<Coroutine<T>>, Iterator<Coroutine<T>> {
  private final Asyncio asyncio;
  private final List<Awaitable<? extends T>> awaitables;
  private final @Nullable Duration timeout;

  /** Those that have ended, in that order; null stands for one whose time is over. */
  private final Queue<@Nullable Future<T>> done;

  private final Set<Future<T>> todo = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Callback<Future<T>> callback;
  private @Nullable TimerHandle timer;
  private boolean started;
  private int left;

  AsCompleted(Asyncio asyncio, List<Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
    this.asyncio = asyncio;
    this.awaitables = awaitables;
    this.timeout = timeout;
    this.done = asyncio.queue();
    this.done.serve(new NextOf(todo));
    Set<Awaitable<?>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(awaitables);
    this.left = distinct.size();
  }

  /** Makes the futures; no effect the second time. */
  AsCompleted<T> start() {
    if (started) {
      return this;
    }
    started = true;
    Set<Awaitable<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Future<T>> made = new ArrayList<>();
    for (Awaitable<? extends T> awaitable : awaitables) {
      if (seen.add(awaitable)) {
        made.add(Futures.reading(asyncio.ensureFuture(awaitable)));
      }
    }
    todo.addAll(made);
    Callback<Future<T>> mine = this::ended;
    callback = mine;
    made.forEach(future -> future.addDoneCallback(mine));
    if (!made.isEmpty() && timeout != null) {
      timer = asyncio.loop.callAt(Time.after(asyncio.loop, timeout), AsCompleted::expire, this, null);
    }
    return this;
  }

  /** What a get of the queue waits for. */
  private record NextOf(Set<? extends Future<?>> todo) implements Purpose {
    @Override
    public String describe() {
      return "the next of " + todo.size() + " futures (asCompleted)";
    }

    @Override
    public List<Future<?>> awaits() {
      return List.copyOf(todo);
    }
  }

  private void ended(Future<T> future) throws Exception {
    if (todo.remove(future)) {
      done.putNowait(future);
      if (todo.isEmpty() && timer != null) {
        timer.cancel();
      }
    }
  }

  private void expire() throws Exception {
    Callback<?> mine = Futures.present(callback);
    for (Future<T> future : List.copyOf(todo)) {
      future.removeDoneCallback(mine);
      done.putNowait(null); // §10.35
    }
    todo.clear();
  }

  @Override
  public Iterator<Coroutine<T>> iterator() {
    return this;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * The next one to end.
   *
   * @return its result or error; to be awaited; raises {@link TimeoutException} (§10.35)
   * @throws NoSuchElementException if all were given
   */
  @Override
  @CheckReturnValue
  public Coroutine<T> next() {
    take();
    return new Result();
  }

  /**
   * The next one to end, as it was given or made: what {@code async for} gives in Python.
   *
   * @return it, done; to be awaited; raises {@link TimeoutException} (§10.35)
   * @throws NoSuchElementException if all were given
   * @throws UnsupportedOperationException before 3.13
   */
  @CheckReturnValue
  public Coroutine<Future<T>> nextFuture() {
    asyncio.versions.require("asCompleted().nextFuture", Versions.AS_COMPLETED_FUTURES);
    take();
    return new Next();
  }

  private void take() {
    asyncio.loop.checkThread(); // §8.33
    if (left <= 0) {
      throw new NoSuchElementException("asCompleted: each was given, ask hasNext() first");
    }
    left--;
    start(); // §10.34
  }

  private Future<T> inTime(@Nullable Object sent, @Nullable Throwable error)
      throws Throwable {
    if (error != null) {
      throw error;
    }
    Future<T> future = Futures.<@Nullable Future<T>>sent(sent);
    if (future == null) {
      throw Time.isOver(asyncio, "asCompleted", Futures.present(timeout), null);
    }
    return future;
  }

  private final class Next extends Body<Future<T>> {
    @Override
    Object start() {
      return await(done.get());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      return returns(inTime(sent, error));
    }
  }

  private final class Result extends Body<T> {
    @Override
    Object start() {
      return await(done.get());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      return returns(inTime(sent, error).result());
    }
  }
}
