package io.github.aiotask.asyncio;

import io.github.aiotask.Interrupts;
import io.github.aiotask.Purpose;
import io.github.aiotask.inspect.Call;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A body that another thread runs for a loop (§10.62); it tells which one, and what that does. */
final class Work<T extends @Nullable Object> implements Runnable, Purpose {
  private final CompletableFuture<T> outcome;
  private final Callable<T> body;
  private volatile @Nullable Thread thread; // while it runs

  Work(CompletableFuture<T> outcome, Callable<T> body) {
    this.outcome = outcome;
    this.body = body;
  }

  @Override
  public void run() {
    if (outcome.isDone()) {
      return; // cancelled before it began
    }
    thread = Thread.currentThread();
    try {
      outcome.complete(body.call());
    } catch (Throwable error) { // whoever awaits it hears of it
      Interrupts.keep(error); // §8.28
      outcome.completeExceptionally(new CompletionException(error)); // which the bridge takes off again
    } finally {
      thread = null;
    }
  }

  @Override
  public String describe() {
    Thread runs = thread;
    if (runs == null) {
      return outcome.isDone() ? "work in another thread, which is done" : "work in another thread, which has not begun";
    }
    Optional<StackTraceElement> call = Arrays.stream(runs.getStackTrace()).filter(one -> !isOfJava(one.getClassName())).findFirst();
    return "work in the thread " + runs.getName() + call.map(one -> ", at " + Call.of(one)).orElse("");
  }

  private static boolean isOfJava(String type) {
    return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
  }
}
