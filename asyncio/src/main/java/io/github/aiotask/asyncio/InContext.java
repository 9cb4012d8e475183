package io.github.aiotask.asyncio;

import io.github.aiotask.Guest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls a body in a context, and carries its outcome past the guest's frames (§3.22). */
final class InContext<T extends @Nullable Object> implements Callable<T> {
  private final Guest guest;
  private final Object context;
  private final Callable<T> body;
  private @Nullable T value;
  private @Nullable Throwable error;

  InContext(Guest guest, Object context, Callable<T> body) {
    this.guest = guest;
    this.context = context;
    this.body = body;
  }

  @Override
  public T call() throws Exception {
    guest.runInContext(context, InContext::run, this);
    if (error != null) {
      throw Thrown.as(error);
    }
    return Futures.<T>sent(value);
  }

  private void run() {
    try {
      value = body.call();
    } catch (Throwable thrown) { // the body's own
      error = thrown;
    }
  }
}
