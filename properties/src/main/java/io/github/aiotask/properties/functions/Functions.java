package io.github.aiotask.properties.functions;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ReturnWhen;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** asyncio's functions (§10) on one loop; times are in nanoseconds, null if there is no limit. */
public final class Functions {
  private final Asyncio asyncio;

  /** On a loop of any runtime. */
  public Functions(TaskRuntime runtime, EventLoop loop) {
    this.asyncio = Asyncio.on(runtime, loop);
  }

  /** gather: of outcomes, or of results. */
  public Future<?> gather(List<? extends Awaitable<?>> awaitables, boolean outcomes) {
    return outcomes ? asyncio.gatherOutcomes(awaitables) : asyncio.gather(awaitables);
  }

  /** shield. */
  public Future<?> shield(Awaitable<?> awaitable) {
    return asyncio.shield(awaitable);
  }

  /**
   * wait.
   *
   * @param until first, exception or all
   */
  public Coroutine<?> wait(List<? extends Future<?>> futures, String until, @Nullable Long nanos) {
    ReturnWhen when =
        switch (until) {
          case "first" -> ReturnWhen.FIRST_COMPLETED;
          case "exception" -> ReturnWhen.FIRST_EXCEPTION;
          default -> ReturnWhen.ALL_COMPLETED;
        };
    return asyncio.wait(futures, duration(nanos), when);
  }

  /** waitFor. */
  public Coroutine<?> waitFor(Awaitable<?> awaitable, @Nullable Long nanos) {
    return asyncio.waitFor(awaitable, duration(nanos));
  }

  /** A timeout, entered. */
  public TimeoutScope enterTimeout(@Nullable Long nanos) {
    return new TimeoutScope(asyncio.loop(), asyncio.timeout(duration(nanos)).enter());
  }

  /** A group of tasks, entered. */
  public GroupScope enterGroup() {
    return new GroupScope(asyncio.taskGroup().enter());
  }

  private static @Nullable Duration duration(@Nullable Long nanos) {
    return nanos == null ? null : Duration.ofNanos(nanos);
  }
}
