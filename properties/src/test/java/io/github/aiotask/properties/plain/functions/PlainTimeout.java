package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.COUNT_NOT_NOTED;
import static io.github.aiotask.properties.plain.functions.FunctionFault.EXPIRES_AT_ENTRY;
import static io.github.aiotask.properties.plain.functions.FunctionFault.NO_UNCANCEL;
import static io.github.aiotask.properties.plain.functions.FunctionFault.RESCHEDULES_ALWAYS;
import static io.github.aiotask.properties.plain.functions.FunctionFault.TIMEOUT_RAISES_CANCELLED;
import static io.github.aiotask.properties.plain.functions.FunctionFault.TIMER_KEPT;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Handle;
import io.github.aiotask.Task;
import io.github.aiotask.properties.functions.TimeoutScope;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A timeout that is entered (§10.39 to §10.45). */
final class PlainTimeout implements TimeoutScope {
  private final PlainFunctions functions;
  private final Task<?> task;
  private final int asked;
  private @Nullable Handle expiry;
  private boolean expired;
  private boolean over;

  PlainTimeout(PlainFunctions functions, @Nullable Long nanos) {
    this.functions = functions;
    this.task = functions.runningTask();
    this.asked = functions.is(COUNT_NOT_NOTED) ? Integer.MAX_VALUE : task.cancelling();
    schedule(nanos);
  }

  static TimeoutException timeIsOver(@Nullable Throwable cause) {
    TimeoutException error = new TimeoutException();
    error.initCause(cause);
    return error;
  }

  @Override
  public void reschedule(@Nullable Long nanos) {
    if ((expired || over) && !functions.is(RESCHEDULES_ALWAYS)) {
      throw new IllegalStateException("the timeout is not active");
    }
    cancelTimer();
    schedule(nanos);
  }

  private void schedule(@Nullable Long nanos) {
    if (nanos == null) {
      return;
    }
    if (nanos > 0) {
      expiry = functions.loop.callAt(functions.loop.time() + nanos, PlainTimeout::expire, this, null);
    } else if (functions.is(EXPIRES_AT_ENTRY)) {
      expire();
    } else {
      expiry = functions.loop.callSoon(PlainTimeout::expire, this, null);
    }
  }

  private void expire() {
    task.cancel();
    expired = true;
    expiry = null;
  }

  private void cancelTimer() {
    if (expiry != null && !functions.is(TIMER_KEPT)) {
      expiry.cancel();
    }
    expiry = null;
  }

  @Override
  public boolean expired() {
    return expired;
  }

  @Override
  public @Nullable Coroutine<?> exit(@Nullable Throwable leaving) throws Throwable {
    cancelTimer();
    over = true;
    if (expired) {
      int count = functions.is(NO_UNCANCEL) ? task.cancelling() - 1 : task.uncancel();
      boolean ours = count <= asked && functions.isOf(ExceptionKind.CANCELLED, leaving);
      if (leaving != null && ours && !functions.is(TIMEOUT_RAISES_CANCELLED)) {
        throw timeIsOver(leaving);
      }
    }
    if (leaving != null) {
      throw leaving;
    }
    return null;
  }
}
