package io.github.aiotask.asyncio;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import org.jspecify.annotations.Nullable;

/** The implementation, with each of its loops on an executor. */
final class TurnedRuntime implements TaskRuntime {
  private final TaskRuntime runtime;

  TurnedRuntime(TaskRuntime runtime) {
    this.runtime = runtime;
  }

  /** Gives such runtimes to the kit. */
  record Provider(TaskRuntimeProvider below) implements TaskRuntimeProvider {
    @Override
    public String name() {
      return below.name() + " on an executor";
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      return new TurnedRuntime(below.newRuntime(options));
    }
  }

  @Override
  public PythonVersion version() {
    return runtime.version();
  }

  @Override
  public Guest guest() {
    return runtime.guest();
  }

  @Override
  public RunnableLoop newLoop() {
    throw new UnsupportedOperationException("programs bring a clock");
  }

  @Override
  public RunnableLoop newVirtualLoop() {
    throw new UnsupportedOperationException("programs bring a clock");
  }

  @Override
  public RunnableLoop newLoop(Poller poller) {
    return new TurnedLoop(runtime, poller);
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop, @Nullable Object owner) {
    return runtime.createFuture(loop, owner);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options) {
    return runtime.createTask(loop, coroutine, options);
  }

  @Override
  public Registry registry() {
    return runtime.registry();
  }

  @Override
  public BaseFuture base() {
    return runtime.base();
  }
}
