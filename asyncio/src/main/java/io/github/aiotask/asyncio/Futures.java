package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Interrupts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Java's types need in order to say what asyncio's functions do. */
final class Futures {
  private Futures() {}

  /** Completes a future that only says "go on", unless that was said already. */
  static void release(Future<@Nullable Void> waiter) {
    if (!waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  /** A copy of what a function was given, which is all there. */
  static <T extends @Nullable Object> List<Awaitable<? extends T>> copyOf(
      String function, Collection<? extends Awaitable<? extends T>> awaitables) {
    Objects.requireNonNull(awaitables, () -> function + "(awaitables): it is null");
    List<Awaitable<? extends T>> copy = new ArrayList<>(awaitables.size());
    for (Awaitable<? extends T> awaitable : awaitables) {
      copy.add(Objects.requireNonNull(awaitable, () -> function + "(awaitables): one of them is null"));
    }
    return copy;
  }

  /** A future of a subtype, for reading only. */
  @SuppressWarnings("unchecked") // what it gives is a T
  static <T extends @Nullable Object> Future<T> reading(Future<? extends T> future) {
    return (Future<T>) future;
  }

  /** What an await of an Awaitable of T was sent. */
  @SuppressWarnings({"unchecked", "nullness:return"}) // the await of an Awaitable of T gives a T
  static <T extends @Nullable Object> T sent(@Nullable Object value) {
    return (T) value;
  }

  /** What an earlier step has set. */
  static <T extends Object> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("no step has set this");
    }
    return value;
  }

  /** The result of a future that has one. */
  static <T extends @Nullable Object> T resultOf(Future<T> done) {
    try {
      return done.result();
    } catch (Exception error) {
      throw Thrown.as(error);
    }
  }

  /** Closes a coroutine that nobody will run; the error that says why. */
  static RuntimeException closing(Coroutine<?> coroutine, RuntimeException error) {
    try {
      coroutine.close();
    } catch (Throwable failure) { // the caller hears of the first
      Interrupts.keep(failure);
      error.addSuppressed(failure);
    }
    return error;
  }
}
