package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Purpose;
import io.github.aiotask.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a shield, which is a plain future, to its inner future. */
final class Shield<T extends @Nullable Object> implements Callback<Future<T>>, AwaiterCallback {
  private final Future<T> outer;
  private final @Nullable Task<?> maker;
  private final boolean silent;

  private Shield(Asyncio asyncio, Future<T> inner) {
    this.outer = asyncio.createFuture(new Shielded(inner));
    this.maker = asyncio.currentTask();
    this.silent = asyncio.versions.shieldSilences;
  }

  /** What the outer future waits for. */
  private record Shielded(Future<?> inner) implements Purpose {
    @Override
    public String describe() {
      return "a shield";
    }

    @Override
    public List<Future<?>> awaits() {
      return List.of(inner);
    }
  }

  @Override
  public @Nullable Task<?> awaiter() {
    return maker;
  }

  /** Reports an error of the inner future; all of them are equal, so that one future has at most one. */
  private record Report() implements Callback<Future<?>> {
    @Override
    public void call(Future<?> inner) {
      Throwable error = inner.isCancelled() ? null : inner.exception();
      if (error != null) {
        inner.loop().callExceptionHandler(
            new LoopError(Kind.SHIELDED_RAISED, error, inner, inner.snapshot().createdAt())); // §10.18
      }
    }
  }

  static <T extends @Nullable Object> Future<T> of(Asyncio asyncio, Future<T> inner) {
    if (inner.isDone()) {
      return inner; // §10.16
    }
    Shield<T> shield = new Shield<>(asyncio, inner);
    Future<T> outer = shield.outer;
    inner.addDoneCallback(shield);
    if (asyncio.versions.shieldRemovesCallback) {
      boolean reports = asyncio.versions.shieldReports;
      outer.addDoneCallback(done -> leave(inner, shield, reports));
    }
    return outer;
  }

  /** The shield is done, and its inner future perhaps not. */
  private static void leave(Future<?> inner, Shield<?> shield, boolean reports) {
    if (inner.isDone()) {
      return;
    }
    inner.removeDoneCallback(shield); // §10.71
    if (reports) {
      Report report = new Report();
      inner.removeDoneCallback(report);
      inner.addDoneCallback(report);
    }
  }

  /** The inner future is done. */
  @Override
  public void call(Future<T> inner) throws Exception {
    if (outer.isCancelled()) {
      if (silent && !inner.isCancelled()) {
        inner.exception(); // retrieved: §10.19
      }
    } else if (inner.isCancelled()) { // §10.17
      outer.cancel();
    } else {
      Throwable error = inner.exception();
      if (error == null) {
        outer.setResult(inner.result());
      } else {
        outer.setException(error);
      }
    }
  }
}
