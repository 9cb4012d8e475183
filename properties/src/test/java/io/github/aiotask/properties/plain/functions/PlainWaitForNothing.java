package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.NO_TIME_GIVES_CANCELLED;
import static io.github.aiotask.properties.plain.functions.FunctionFault.NO_TIME_STARTS;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A waitFor whose time is over (§10.29). */
final class PlainWaitForNothing extends StateMachine<@Nullable Object> {
  private final PlainFunctions functions;
  private final Awaitable<?> awaitable;
  private @Nullable Future<@Nullable Object> future;
  private @Nullable Callback<Object> ended;

  PlainWaitForNothing(PlainFunctions functions, Awaitable<?> awaitable) {
    this.functions = functions;
    this.awaitable = awaitable;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (future == null || ended == null) {
      if (raised != null) {
        throw raised;
      }
      Future<@Nullable Object> ensured = functions.ensureFuture(awaitable);
      if (ensured.isDone()) {
        return returns(ensured.result());
      }
      if (!functions.since(8)) {
        ensured.cancel();
        throw PlainTimeout.timeIsOver(null);
      }
      Future<@Nullable Object> waiter = functions.newFuture();
      Callback<Object> release = done -> PlainFunctions.release(waiter);
      future = ensured;
      ended = release;
      ensured.addDoneCallback(release);
      if (!functions.is(NO_TIME_STARTS)) {
        ensured.cancel();
      }
      return await(waiter);
    }
    future.removeDoneCallback(ended);
    if (raised != null) {
      throw raised;
    }
    try {
      Object result = future.result();
      if (functions.since(9)) {
        return returns(result);
      }
    } catch (Throwable error) {
      boolean replaced = functions.isOf(ExceptionKind.CANCELLED, error) && !functions.is(NO_TIME_GIVES_CANCELLED);
      throw replaced ? PlainTimeout.timeIsOver(error) : error;
    }
    throw PlainTimeout.timeIsOver(null);
  }
}
