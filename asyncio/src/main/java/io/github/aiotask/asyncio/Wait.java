package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.Task;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits for some of many. */
final class Wait<T extends @Nullable Object> extends Body<Waited<T>> implements Purpose {
  private final Asyncio asyncio;
  private final List<Awaitable<? extends T>> awaitables;
  private final @Nullable Duration timeout;
  private final ReturnWhen returnWhen;

  private final List<Future<T>> futures = new ArrayList<>();
  private @Nullable Future<@Nullable Void> waiter;
  private @Nullable OneIsDone callback;
  private @Nullable TimerHandle timer;
  private int left;

  Wait(
      Asyncio asyncio,
      List<Awaitable<? extends T>> awaitables,
      @Nullable Duration timeout,
      ReturnWhen returnWhen) {
    this.asyncio = asyncio;
    this.awaitables = awaitables;
    this.timeout = timeout;
    this.returnWhen = returnWhen;
  }

  @Override
  Object start() {
    Set<Awaitable<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Awaitable<? extends T> awaitable : awaitables) {
      if (seen.add(awaitable)) { // §10.26
        futures.add(Futures.reading(asyncio.ensureFuture(awaitable))); // §10.25
      }
    }
    Future<@Nullable Void> mine = asyncio.createFuture(this);
    waiter = mine;
    if (timeout != null) {
      timer = asyncio.loop.callAt(Time.after(asyncio.loop, timeout), Futures::release, mine, null);
    }
    left = futures.size();
    OneIsDone hears = new OneIsDone(this, asyncio.currentTask());
    callback = hears;
    futures.forEach(future -> future.addDoneCallback(hears));
    return await(mine);
  }

  /** For the futures, which the task that runs the wait awaits by it. */
  private record OneIsDone(Wait<?> whole, @Nullable Task<?> awaiter) implements Callback<Future<?>>, AwaiterCallback {
    @Override
    public void call(Future<?> done) {
      whole.oneIsDone(done);
    }
  }

  @Override
  public String describe() {
    long pending = futures.stream().filter(future -> !future.isDone()).count();
    String which = returnWhen == ReturnWhen.ALL_COMPLETED ? "all" : "the first";
    TimerHandle present = timer;
    return which + " of " + pending + " futures (wait)" + (present == null ? "" : ", " + Time.left(asyncio.loop, present.when()));
  }

  @Override
  public List<Future<T>> awaits() {
    return List.copyOf(futures);
  }

  @Override
  public boolean mayEndOtherwise() {
    return timer != null || returnWhen != ReturnWhen.ALL_COMPLETED;
  }

  /** §10.20 */
  private void oneIsDone(Future<?> future) {
    left--;
    if (left <= 0 || returnWhen == ReturnWhen.FIRST_COMPLETED
        || (returnWhen == ReturnWhen.FIRST_EXCEPTION && !future.isCancelled() && future.exception() != null)) {
      cancelTimer(); // the task may not come to do so
      Futures.release(Futures.present(waiter));
    }
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    cancelTimer();
    if (error == null || asyncio.versions.waitRemovesCallbacks) { // §10.22 §10.23
      Callback<?> mine = Futures.present(callback);
      futures.forEach(future -> future.removeDoneCallback(mine));
    }
    if (error != null) {
      throw error; // §10.21
    }
    List<Future<T>> done = new ArrayList<>();
    List<Future<T>> pending = new ArrayList<>();
    futures.forEach(future -> (future.isDone() ? done : pending).add(future));
    return returns(new Waited<>(done, pending));
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** §10.24 §10.26: refuses what is not to be waited for. */
  static void check(Versions versions, List<? extends Awaitable<?>> awaitables) {
    if (awaitables.isEmpty()) {
      throw new IllegalArgumentException("wait(awaitables): there is nothing to wait for");
    }
    if (versions.waitRefusesCoroutines && awaitables.stream().anyMatch(one -> one instanceof Coroutine<?>)) {
      throw new IllegalArgumentException("wait(awaitables): there is a coroutine: give createTask(coroutine) instead");
    }
  }
}
