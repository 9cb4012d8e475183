package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.CANCELLED_COUNTS_AS_EXCEPTION;
import static io.github.aiotask.properties.plain.functions.FunctionFault.WAIT_LEAVES_CALLBACKS;
import static io.github.aiotask.properties.plain.functions.FunctionFault.WAIT_TIMEOUT_CANCELS;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.Handle;
import io.github.aiotask.StateMachine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wait (§10.20 to §10.22, §10.26). */
final class PlainWait extends StateMachine<@Nullable Object> {
  private final PlainFunctions functions;
  private final List<Awaitable<?>> awaitables;
  private List<Future<@Nullable Object>> futures = List.of();
  private final String until;
  private final @Nullable Long nanos;
  private @Nullable Future<@Nullable Object> waiter;
  private @Nullable Handle timer;
  private int left;
  private final Callback<Future<@Nullable Object>> ended = this::ended; // a coroutine is no callback (§8.15)

  PlainWait(PlainFunctions functions, List<? extends Awaitable<?>> awaitables, String until, @Nullable Long nanos) {
    this.functions = functions;
    this.awaitables = awaitables.stream().<Awaitable<?>>map(one -> one).distinct().toList();
    this.until = until;
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (waiter == null) {
      if (raised != null) {
        throw raised;
      }
      List<Future<@Nullable Object>> ensured = new ArrayList<>();
      awaitables.forEach(one -> ensured.add(functions.ensureFuture(one)));
      futures = List.copyOf(ensured);
      waiter = functions.newFuture();
      timer =
          nanos == null
              ? null
              : functions.loop.callAt(functions.loop.time() + nanos, this::timeIsOver, waiter, null);
      left = futures.size();
      futures.forEach(one -> one.addDoneCallback(ended));
      return await(waiter);
    }
    cancelTimer();
    if (raised == null || (functions.since(7) && !functions.is(WAIT_LEAVES_CALLBACKS))) {
      futures.forEach(one -> one.removeDoneCallback(ended));
    }
    if (raised != null) {
      throw raised;
    }
    List<Future<@Nullable Object>> done = futures.stream().filter(Future::isDone).toList();
    return returns(List.of(done, futures.stream().filter(one -> !one.isDone()).toList()));
  }

  private void timeIsOver(Future<@Nullable Object> waiting) {
    if (functions.is(WAIT_TIMEOUT_CANCELS)) {
      futures.forEach(Future::cancel);
    }
    PlainFunctions.release(waiting);
  }

  private void ended(Future<@Nullable Object> one) {
    left--;
    if (left <= 0 || until.equals("first") || (until.equals("exception") && hasFailed(one))) {
      cancelTimer();
      if (waiter != null) {
        PlainFunctions.release(waiter);
      }
    }
  }

  private boolean hasFailed(Future<@Nullable Object> one) {
    return one.isCancelled() ? functions.is(CANCELLED_COUNTS_AS_EXCEPTION) : one.exception() != null;
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
