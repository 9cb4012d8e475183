package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunningLoop;
import io.github.aiotask.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber gets: the items of a task of its own. It is signalled on the loop's thread alone, so one signal comes after the
 * other; it may ask and cancel in any thread.
 */
final class Publication<T extends Object> implements Subscription {
  private final Asyncio asyncio;
  private final Callback<? super Emitter<T>> body;
  private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();
  private @Nullable Subscriber<? super T> subscriber; // until the end: who has cancelled may be collected
  private @Nullable Task<?> task; // the library holds it weakly
  private long demand;
  private boolean begun;
  private boolean ended;
  private volatile boolean cancelled;

  private Publication(Asyncio asyncio, Callback<? super Emitter<T>> body, Subscriber<? super T> subscriber) {
    this.asyncio = asyncio;
    this.body = body;
    this.subscriber = subscriber;
  }

  /** A publisher that runs the body for each subscriber, in a task of its own. */
  static <T extends Object> Publisher<T> publisher(Asyncio asyncio, Callback<? super Emitter<T>> body) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscribe(subscriber): it is null");
      Publication<T> one = new Publication<>(asyncio, body, subscriber);
      try {
        asyncio.loop.callSoonThreadsafe(Publication::begin, one, null);
      } catch (RuntimeException refused) { // the loop is closed
        one.fail(refused);
        return;
      }
      asyncio.outstanding.add(one, one::loopHasClosed);
    };
  }

  // ---- on the loop's thread

  private void begin() {
    Subscriber<? super T> present = subscriber;
    if (ended || present == null) {
      return;
    }
    begun = true;
    try {
      present.onSubscribe(this);
    } catch (Throwable error) { // against its rules: it gets nothing more
      leave();
      throw error;
    }
    if (ended) {
      return;
    }
    Emitter<T> emitter = new Emitter<>(this);
    Coroutine<@Nullable Void> code = coroutine(() -> body.call(emitter));
    try {
      Task<@Nullable Void> mine = asyncio.createTask(code);
      task = mine;
      mine.addDoneCallback(this::taskHasEnded);
    } catch (RuntimeException refused) { // by a task factory
      fail(Futures.closing(code, refused));
    }
  }

  private void taskHasEnded(Future<?> done) {
    Throwable error = done.isCancelled() ? null : done.exception();
    if (ended || cancelled) {
      leave();
      if (error != null) { // nobody else is left to hear of it
        asyncio.loop.callExceptionHandler(
            new LoopError(Kind.CALLBACK_RAISED, error, done, done.snapshot().createdAt()));
      }
    } else if (done.isCancelled()) {
      fail(asyncio.cancelledErrorOf(done));
    } else if (error != null) {
      fail(error);
    } else {
      Subscriber<? super T> present = leave();
      if (present != null) {
        present.onComplete();
      }
    }
  }

  private void loopHasClosed() {
    if (!ended && !cancelled) {
      fail(asyncio.outstanding.closedBefore(task == null ? this : task));
    }
  }

  private void fail(Throwable error) {
    Subscriber<? super T> present = leave();
    if (present != null) {
      if (!begun) {
        begun = true;
        present.onSubscribe(this);
      }
      present.onError(error);
    }
  }

  /** Signals nothing from now on; who got the signals. */
  private @Nullable Subscriber<? super T> leave() {
    Subscriber<? super T> present = subscriber;
    ended = true;
    subscriber = null;
    asyncio.outstanding.remove(this);
    return present;
  }

  private void cancelTask() {
    if (task != null) {
      task.cancel();
    }
  }

  // ---- the subscriber's side, in any thread

  @Override
  public void request(long n) {
    onLoop(n > 0 ? () -> ask(n) : () -> refuse(n));
  }

  private void ask(long n) {
    demand = Long.MAX_VALUE - n < demand ? Long.MAX_VALUE : demand + n;
    wakeFirst();
  }

  private void refuse(long n) {
    if (!ended && !cancelled) {
      fail(new IllegalArgumentException("request(" + n + "): a subscriber asks for one item or more (§3.9 of Reactive Streams)"));
      cancelTask();
    }
  }

  @Override
  public void cancel() {
    cancelled = true; // an emit that runs just now is the last one
    onLoop(
        () -> {
          if (!ended) {
            leave();
            cancelTask();
          }
        });
  }

  private void onLoop(Runnable action) {
    if (RunningLoop.current() == asyncio.loop) {
      action.run();
      return;
    }
    try {
      asyncio.loop.callSoonThreadsafe(Runnable::run, action, null);
    } catch (RuntimeException refused) { // the loop is closed, and all of this has ended
      cancelled = true;
    }
  }

  // ---- the body's side

  Coroutine<@Nullable Void> emit(T item) {
    return new Emit(item);
  }

  private void wakeFirst() {
    Future<@Nullable Void> first = waiters.peekFirst();
    if (first != null && (demand > 0 || ended)) {
      Futures.release(first);
    }
  }

  /** Goes when there is demand and nobody waits before it; the first who waits goes when there is demand. */
  private final class Emit extends Body<@Nullable Void> {
    private final T item;
    private @Nullable Future<@Nullable Void> turn;

    Emit(T item) {
      this.item = item;
    }

    @Override
    Object start() {
      checkOpen();
      if (waiters.isEmpty() && demand > 0) {
        return send();
      }
      Future<@Nullable Void> mine = asyncio.createFuture();
      turn = mine;
      waiters.add(mine);
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      waiters.remove(Futures.present(turn));
      try {
        if (error != null) {
          throw error;
        }
        checkOpen();
        return send();
      } finally {
        wakeFirst();
      }
    }

    private void checkOpen() {
      if (cancelled || (ended && task != null && !task.isDone())) {
        throw Thrown.as(asyncio.guest.newCancelled(task, null));
      }
      if (ended) {
        throw new IllegalStateException("emit(item): the body of this publisher has ended, and with it the subscription");
      }
    }

    private Object send() {
      demand = demand == Long.MAX_VALUE ? demand : demand - 1;
      Subscriber<? super T> present = Futures.present(subscriber);
      try {
        present.onNext(item);
      } catch (Throwable error) { // against its rules: it gets nothing more
        leave();
        throw error;
      }
      return returns(null);
    }
  }
}
