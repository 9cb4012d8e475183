package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Purpose;
import io.github.aiotask.RunningLoop;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Joins the futures of a loop and those of other threads, so that an end or a cancel of one reaches the other (§10.61,
 * §10.87).
 */
final class Bridge {
  private Bridge() {}

  /** A future of the loop that ends as the foreign one does. */
  static <T extends @Nullable Object> Future<T> wrap(Asyncio asyncio, CompletableFuture<T> foreign) {
    return Bridge.<T>wrap(asyncio, foreign, () -> Identity.of(foreign.getClass().getSimpleName(), foreign));
  }

  /**
   * The same.
   *
   * @param purpose what the future of the loop is for
   */
  static <T extends @Nullable Object> Future<T> wrap(Asyncio asyncio, CompletableFuture<T> foreign, Purpose purpose) {
    Future<T> ours = asyncio.createFuture(purpose);
    ours.addDoneCallback(
        done -> {
          if (done.isCancelled()) {
            foreign.cancel(true);
          }
        });
    foreign.whenComplete(
        (result, error) -> {
          if (isAtOnce(asyncio) && !ours.isDone()) { // that it is done already, a callback of the loop is to tell
            complete(asyncio.guest, foreign, ours, result, error);
            return;
          }
          try {
            asyncio.loop.callSoonThreadsafe(
                to -> {
                  if (!to.isCancelled()) {
                    complete(asyncio.guest, foreign, to, result, error);
                  }
                },
                ours,
                null);
          } catch (RuntimeException refused) { // the loop is closed, and so is its exception handler's time
            if (error != null && !foreign.isCancelled()) {
              System.getLogger("io.github.aiotask").log(Level.ERROR, "work that a loop waited for failed after its close", error);
            }
          }
        });
    return ours;
  }

  /** The stage as a future; a cancel of it cancels the stage if that is one itself. */
  static <T extends @Nullable Object> CompletableFuture<T> futureOf(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture();
    } catch (UnsupportedOperationException none) { // as its contract allows
      CompletableFuture<T> copy = new CompletableFuture<>();
      stage.whenComplete(
          (result, error) -> {
            if (error == null) {
              copy.complete(result);
            } else {
              copy.completeExceptionally(error);
            }
          });
      return copy;
    }
  }

  /** §10.87: whether the code that runs is the loop's. */
  private static boolean isAtOnce(Asyncio asyncio) {
    return asyncio.versions.bridgesAtOnce && RunningLoop.current() == asyncio.loop;
  }

  private static <T extends @Nullable Object> void complete(
      Guest guest, CompletableFuture<?> foreign, Future<T> ours, T result, @Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause == null) {
      ours.setResult(result);
    } else if (foreign.isCancelled()) {
      ours.cancel();
    } else if (cause instanceof CancellationException) { // somebody's else, which work there has met (§10.66)
      ours.setException(guest.newCancelled(ours, cause.getMessage()));
    } else {
      ours.setException(cause);
    }
  }

  /** Runs a coroutine on the loop's thread (§10.60). */
  static <T extends @Nullable Object> CompletableFuture<T> submit(Asyncio asyncio, Coroutine<T> coroutine) {
    CompletableFuture<T> foreign = new AnswerOfLoop<T>(asyncio.loop);
    asyncio.outstanding.add(foreign, coroutine);
    try {
      asyncio.loop.callSoonThreadsafe(to -> start(asyncio, coroutine, to), foreign, null);
    } catch (RuntimeException refused) { // the loop is closed
      foreign.completeExceptionally(refused);
      throw Futures.closing(coroutine, refused);
    }
    return foreign;
  }

  private static <T extends @Nullable Object> void start(
      Asyncio asyncio, Coroutine<T> coroutine, CompletableFuture<T> foreign) {
    Future<T> ours;
    try {
      ours = asyncio.ensureFuture(coroutine);
    } catch (Throwable error) { // whoever waits in another thread hears of it, and so does the loop
      ExceptionKind kind = asyncio.guest.kindOf(error);
      boolean told = kind != ExceptionKind.BASE_EXCEPTION || asyncio.versions.threadsafeTellsBaseExceptions;
      if (told && kind != ExceptionKind.EXIT) { // §10.81 §10.82
        foreign.completeExceptionally(error);
      }
      throw error;
    }
    join(asyncio, ours, foreign);
  }

  private static <T extends @Nullable Object> void join(Asyncio asyncio, Future<T> ours, CompletableFuture<T> foreign) {
    foreign.whenComplete(
        (result, error) -> {
          if (foreign.isCancelled()) {
            cancel(asyncio, ours);
          }
        });
    ours.addDoneCallback(done -> finish(done, foreign));
  }

  /** A future of the loop for other threads. Any thread. */
  static <T extends @Nullable Object> CompletableFuture<T> view(Asyncio asyncio, Future<T> ours) {
    CompletableFuture<T> foreign = new AnswerOfLoop<T>(asyncio.loop);
    if (RunningLoop.current() == asyncio.loop) {
      join(asyncio, ours, foreign);
    } else {
      try {
        asyncio.loop.callSoonThreadsafe(to -> join(asyncio, to, foreign), ours, null);
      } catch (RuntimeException refused) { // the loop is closed
        leave(asyncio, ours, foreign);
        return foreign;
      }
    }
    asyncio.outstanding.add(foreign, () -> leave(asyncio, ours, foreign));
    foreign.whenComplete((result, error) -> asyncio.outstanding.remove(foreign));
    return foreign;
  }

  /** The loop has closed, and nobody joins them any more. */
  private static <T extends @Nullable Object> void leave(Asyncio asyncio, Future<T> ours, CompletableFuture<T> foreign) {
    if (!ours.isDone()) {
      foreign.completeExceptionally(asyncio.outstanding.closedBefore(ours));
      return;
    }
    try {
      finish(ours, foreign);
    } catch (Exception error) {
      throw Thrown.as(error);
    }
  }

  private static void cancel(Asyncio asyncio, Future<?> ours) {
    if (!isAtOnce(asyncio)) {
      asyncio.loop.callSoonThreadsafe(Future::cancel, ours, null);
      return;
    }
    try {
      ours.cancel(); // §10.87
    } catch (Throwable error) { // which CompletableFuture would keep for itself
      asyncio.loop.callExceptionHandler(
          new LoopError(Kind.CALLBACK_RAISED, error, ours, ours.snapshot().createdAt()));
    }
  }

  private static <T extends @Nullable Object> void finish(Future<T> ours, CompletableFuture<T> foreign)
      throws Exception {
    if (ours.isCancelled()) {
      foreign.cancel(false);
    }
    if (foreign.isDone()) {
      return;
    }
    Throwable error = ours.exception();
    if (error == null) {
      foreign.complete(ours.result());
    } else {
      foreign.completeExceptionally(error);
    }
  }
}
