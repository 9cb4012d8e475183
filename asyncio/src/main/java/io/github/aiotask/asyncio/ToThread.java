package io.github.aiotask.asyncio;

import io.github.aiotask.Guest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs a body in another thread, in a copy of the context (§10.62). */
final class ToThread<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Callable<T> body;

  ToThread(Asyncio asyncio, Callable<T> body) {
    this.asyncio = asyncio;
    this.body = body;
  }

  @Override
  Object start() {
    return await(asyncio.runInExecutor(null, ToThread.<T>inContext(asyncio.guest, body)));
  }

  /** The body as it runs in a copy of the context that is captured now; it itself if there is none. */
  static <T extends @Nullable Object> Callable<T> inContext(Guest guest, Callable<T> body) {
    Object context = guest.captureContext();
    if (context == null) {
      return body;
    }
    return () -> {
      Result<T> result = new Result<>(body);
      guest.runInContext(context, Result::run, result);
      return result.get();
    };
  }

  /** Carries the outcome out of a callback, past the guest's frames (§3.22). */
  private static final class Result<T extends @Nullable Object> {
    private final Callable<T> body;
    private @Nullable T value;
    private @Nullable Throwable error;

    Result(Callable<T> body) {
      this.body = body;
    }

    void run() {
      try {
        value = body.call();
      } catch (Throwable thrown) {
        error = thrown;
      }
    }

    T get() {
      if (error != null) {
        throw Thrown.as(error);
      }
      return Futures.<T>sent(value);
    }
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(Futures.<T>sent(sent));
  }
}
