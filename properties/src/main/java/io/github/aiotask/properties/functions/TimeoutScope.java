package io.github.aiotask.properties.functions;

import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.asyncio.Timeout;
import org.jspecify.annotations.Nullable;

/** A timeout that a body is in. */
public final class TimeoutScope implements Scope {
  private final EventLoop loop;
  private final Timeout timeout;

  TimeoutScope(EventLoop loop, Timeout timeout) {
    this.loop = loop;
    this.timeout = timeout;
  }

  /**
   * Gives it another time.
   *
   * @param nanos from now; null if it is never to expire
   */
  public void reschedule(@Nullable Long nanos) {
    timeout.reschedule(nanos == null ? Long.MAX_VALUE : loop.time() + nanos);
  }

  /** Whether it has expired. */
  public boolean expired() {
    return timeout.expired();
  }

  @Override
  public @Nullable Coroutine<?> exit(@Nullable Throwable leaving) throws Throwable {
    timeout.exit(leaving);
    return null;
  }
}
