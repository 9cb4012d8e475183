package io.github.aiotask.properties.functions;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ReturnWhen;
import io.github.aiotask.asyncio.TaskGroup;
import io.github.aiotask.asyncio.Timeout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those of {@code io.github.aiotask.asyncio}. */
public final class AsyncioFunctions implements Functions {
  private final Asyncio asyncio;

  /** On a loop of any runtime. */
  public AsyncioFunctions(TaskRuntime runtime, EventLoop loop) {
    this.asyncio = Asyncio.on(runtime, loop);
  }

  @Override
  public Future<?> gather(List<? extends Awaitable<?>> awaitables, boolean outcomes) {
    return outcomes ? asyncio.gatherOutcomes(awaitables) : asyncio.gather(awaitables);
  }

  @Override
  public Future<?> shield(Awaitable<?> awaitable) {
    return asyncio.shield(awaitable);
  }

  @Override
  public Coroutine<?> wait(List<? extends Awaitable<?>> awaitables, String until, @Nullable Long nanos) {
    ReturnWhen when =
        switch (until) {
          case "first" -> ReturnWhen.FIRST_COMPLETED;
          case "exception" -> ReturnWhen.FIRST_EXCEPTION;
          default -> ReturnWhen.ALL_COMPLETED;
        };
    return asyncio.wait(awaitables, duration(nanos), when);
  }

  @Override
  public Coroutine<?> waitFor(Awaitable<?> awaitable, @Nullable Long nanos) {
    return asyncio.waitFor(awaitable, duration(nanos));
  }

  @Override
  public TimeoutScope enterTimeout(@Nullable Long nanos) {
    return new EnteredTimeout(asyncio.loop(), asyncio.timeout(duration(nanos)).enter());
  }

  @Override
  public GroupScope enterGroup() {
    return new EnteredGroup(asyncio.taskGroup().enter());
  }

  private static @Nullable Duration duration(@Nullable Long nanos) {
    return nanos == null ? null : Duration.ofNanos(nanos);
  }

  private record EnteredTimeout(EventLoop loop, Timeout timeout) implements TimeoutScope {
    @Override
    public void reschedule(@Nullable Long nanos) {
      timeout.reschedule(nanos == null ? Long.MAX_VALUE : loop.time() + nanos);
    }

    @Override
    public boolean expired() {
      return timeout.expired();
    }

    @Override
    public @Nullable Coroutine<?> exit(@Nullable Throwable leaving) throws Throwable {
      timeout.exit(leaving);
      return null;
    }
  }

  private record EnteredGroup(TaskGroup group) implements GroupScope {
    @Override
    public Task<?> createTask(Coroutine<?> coroutine, TaskOptions options) {
      return group.createTask(coroutine, options);
    }

    @Override
    public void cancel() {
      group.cancel();
    }

    @Override
    public Coroutine<?> exit(@Nullable Throwable leaving) {
      return group.exit(leaving);
    }
  }
}
