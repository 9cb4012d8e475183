package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.Direct.Action;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Acquires something; the answer releases it. */
final class Hold extends Body<Held> {
  private final Coroutine<@Nullable Void> acquire;
  private final Held held;

  Hold(Coroutine<@Nullable Void> acquire, Held held) {
    this.acquire = acquire;
    this.held = held;
  }

  /** Runs a block while something is held, in a coroutine in direct style. */
  static <T extends @Nullable Object> T during(Coroutine<Held> hold, Callable<T> block) throws Exception {
    Objects.requireNonNull(block, "hold(block): it is null");
    Held held = Direct.await(hold);
    try {
      return block.call();
    } finally {
      held.close();
    }
  }

  /** The same without a result. */
  static void during(Coroutine<Held> hold, Action block) throws Exception {
    Objects.requireNonNull(block, "hold(block): it is null");
    Hold.<@Nullable Void>during(
        hold,
        () -> {
          block.run();
          return null;
        });
  }

  @Override
  Object start() {
    return await(acquire);
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(held);
  }
}
