package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.Interrupts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Joins a future of the loop with one that calls nobody back: a thread of the default executor waits for that. */
final class BlockingFuture<T extends @Nullable Object> {
  private final java.util.concurrent.Future<T> foreign;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  private BlockingFuture(java.util.concurrent.Future<T> foreign) {
    this.foreign = foreign;
  }

  /** A future of the loop that ends as the foreign one does. */
  @SuppressWarnings("unchecked") // a future of T that is a stage is one of T
  static <T extends @Nullable Object> Future<T> wrap(Asyncio asyncio, java.util.concurrent.Future<T> foreign) {
    if (foreign instanceof CompletionStage<?> stage) {
      return Bridge.<T>wrap(asyncio, Bridge.futureOf((CompletionStage<T>) stage));
    }
    BlockingFuture<T> one = new BlockingFuture<>(foreign);
    if (foreign.isDone()) {
      one.take();
    } else {
      one.takeIn(asyncio.threads.defaultExecutor());
    }
    return Bridge.<T>wrap(asyncio, one.outcome);
  }

  private void takeIn(ExecutorService executor) {
    Interruptible<@Nullable Void> waiting =
        new Interruptible<>(
            () -> {
              take();
              return null;
            });
    outcome.whenComplete(
        (result, error) -> {
          if (outcome.isCancelled()) { // §10.61
            foreign.cancel(true);
            waiting.interrupt(); // it need not end by the cancel
          }
        });
    executor.execute(
        () -> {
          try {
            waiting.call();
          } catch (Exception cancelled) { // before it began
            Interrupts.keep(cancelled);
          }
        });
  }

  private void take() {
    try {
      outcome.complete(foreign.get());
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      fail(cause == null ? failed : cause);
    } catch (CancellationException error) {
      if (foreign.isCancelled()) {
        outcome.cancel(false);
      } else {
        fail(error); // §10.66
      }
    } catch (Throwable error) { // whoever awaits it hears of it
      fail(error);
    }
  }

  private void fail(Throwable error) {
    outcome.completeExceptionally(new CompletionException(error)); // which the bridge takes off again
  }
}
