package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pause. */
final class Sleep<T extends @Nullable Object> extends Body<T> implements Purpose {
  private final Asyncio asyncio;
  private final Duration delay;
  private final T result;
  private @Nullable TimerHandle timer;

  Sleep(Asyncio asyncio, Duration delay, T result) {
    this.asyncio = asyncio;
    this.delay = delay;
    this.result = result;
  }

  @Override
  @Nullable Object start() {
    if (delay.isZero() ? asyncio.versions.zeroSleepYields : delay.isNegative() && asyncio.versions.pastSleepYields) {
      return null; // §10.37 §10.80
    }
    Future<@Nullable Void> over = asyncio.createFuture(this); // §10.36 §10.38
    timer = asyncio.loop.callAt(Time.after(asyncio.loop, delay), Futures::release, over, null);
    return await(over);
  }

  @Override
  public String describe() {
    TimerHandle present = timer;
    String left = present == null ? "" : ", " + Time.left(asyncio.loop, present.when());
    return "the end of a sleep of " + Time.text(Time.after(0, delay)) + left;
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (timer != null) {
      timer.cancel();
    }
    if (error != null) {
      throw error;
    }
    return returns(result);
  }
}
