package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.NO_SHIELD;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SHIELD_CANCELS_INNER;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SHIELD_OF_DONE;
import static io.github.aiotask.properties.plain.functions.FunctionFault.SILENT_SHIELD;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import org.jspecify.annotations.Nullable;

/** A shield (§10.16 to §10.18): a future, and what its inner one calls. */
record PlainShield(PlainFunctions functions, Future<@Nullable Object> outer) implements Callback<Future<@Nullable Object>> {

  static Future<?> of(PlainFunctions functions, Future<@Nullable Object> inner) {
    if ((inner.isDone() && !functions.is(SHIELD_OF_DONE)) || functions.is(NO_SHIELD)) {
      return inner;
    }
    Future<@Nullable Object> outer = functions.newFuture();
    PlainShield shield = new PlainShield(functions, outer);
    inner.addDoneCallback(shield);
    if (functions.since(7)) {
      outer.addDoneCallback(done -> shield.outerEnded(inner));
    }
    return outer;
  }

  @Override
  public void call(Future<@Nullable Object> inner) throws Exception {
    if (outer.isCancelled()) {
      if (!functions.since(14) && !inner.isCancelled()) {
        inner.exception();
      }
      return;
    }
    if (inner.isCancelled()) {
      outer.cancel();
      return;
    }
    Throwable error = inner.exception();
    if (error == null) {
      outer.setResult(inner.result());
    } else {
      outer.setException(error);
    }
  }

  private void outerEnded(Future<@Nullable Object> inner) {
    if (inner.isDone()) {
      return;
    }
    inner.removeDoneCallback(this);
    if (functions.since(14)) {
      Abandoned abandoned = new Abandoned(functions);
      inner.removeDoneCallback(abandoned);
      inner.addDoneCallback(abandoned);
    }
    if (functions.is(SHIELD_CANCELS_INNER)) {
      inner.cancel();
    }
  }

  /** Nobody else hears of the error. */
  private record Abandoned(PlainFunctions functions) implements Callback<Future<@Nullable Object>> {
    @Override
    public void call(Future<@Nullable Object> inner) {
      Throwable error = inner.isCancelled() ? null : inner.exception();
      if (error != null && !functions.is(SILENT_SHIELD)) {
        functions.report(LoopError.Kind.SHIELDED_RAISED, error, inner);
      }
    }
  }
}
