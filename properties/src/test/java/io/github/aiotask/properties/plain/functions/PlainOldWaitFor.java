package io.github.aiotask.properties.plain.functions;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Handle;
import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A waitFor before 3.12: a future beside a timer (§10.30, §10.74 to §10.77). */
final class PlainOldWaitFor extends StateMachine<@Nullable Object> {
  private final PlainFunctions functions;
  private final Awaitable<?> awaitable;
  private final long nanos;
  private @Nullable Handle timer;
  private @Nullable Future<@Nullable Object> future;
  private @Nullable Callback<Object> ended;
  private boolean cancelling;
  private @Nullable Throwable cancellation;

  PlainOldWaitFor(PlainFunctions functions, Awaitable<?> awaitable, long nanos) {
    this.functions = functions;
    this.awaitable = awaitable;
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (timer == null) {
      if (raised != null) {
        throw raised;
      }
      Future<@Nullable Object> waiter = functions.newFuture();
      timer = functions.loop.callAt(functions.loop.time() + nanos, PlainFunctions::release, waiter, null);
      future = functions.ensureFuture(awaitable);
      hear(future, waiter);
      return await(waiter);
    }
    if (future == null) {
      throw new IllegalStateException("it has not begun");
    }
    Object next;
    try {
      next = cancelling ? end(future, raised) : goOn(future, raised);
    } catch (Throwable error) {
      timer.cancel();
      throw error;
    }
    if (next instanceof Waits waits) {
      return await(waits.waiter);
    }
    timer.cancel();
    return returns(next);
  }

  private record Waits(Future<@Nullable Object> waiter) {}

  private void hear(Future<@Nullable Object> one, Future<@Nullable Object> waiter) {
    Callback<Object> release = done -> PlainFunctions.release(waiter);
    ended = release;
    one.addDoneCallback(release);
  }

  private void hearNoMore(Future<@Nullable Object> one) {
    if (ended != null) {
      one.removeDoneCallback(ended);
    }
  }

  private @Nullable Object goOn(Future<@Nullable Object> one, @Nullable Throwable raised) throws Throwable {
    if (raised != null && !functions.isOf(ExceptionKind.CANCELLED, raised)) {
      throw raised;
    }
    if (one.isDone() && (raised == null || functions.since(8))) {
      return one.result();
    }
    hearNoMore(one);
    if (!functions.since(raised == null ? 7 : 8)) {
      one.cancel();
      throw raised == null ? PlainTimeout.timeIsOver(null) : raised;
    }
    cancelling = true;
    cancellation = raised;
    Future<@Nullable Object> waiter = functions.newFuture();
    hear(one, waiter);
    one.cancel();
    return new Waits(waiter);
  }

  private @Nullable Object end(Future<@Nullable Object> one, @Nullable Throwable raised) throws Throwable {
    hearNoMore(one);
    if (raised != null || cancellation != null) {
      throw raised != null ? raised : cancellation;
    }
    if (!functions.since(9)) {
      throw PlainTimeout.timeIsOver(null);
    }
    try {
      return one.result();
    } catch (Throwable error) {
      throw functions.isOf(ExceptionKind.CANCELLED, error) ? PlainTimeout.timeIsOver(error) : error;
    }
  }
}
