package io.github.aiotask.properties.run;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** A runtime whose tasks the kit steps: programs, and asyncio's functions, create them here. */
final class PulledRuntime implements TaskRuntime {
  private final TaskRuntime runtime;
  private final Puller puller;

  PulledRuntime(TaskRuntime runtime) {
    this.runtime = runtime;
    this.puller = new Puller(runtime.steps(), runtime.guest());
  }

  Puller puller() {
    return puller;
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options) {
    try {
      return puller.createTask(loop, coroutine, options);
    } catch (Exception error) {
      throw Raised.as(error);
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
    return runtime.newLoop();
  }

  @Override
  public RunnableLoop newVirtualLoop() {
    return runtime.newVirtualLoop();
  }

  @Override
  public RunnableLoop newLoop(Poller poller) {
    return runtime.newLoop(poller);
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop, @Nullable Object owner) {
    return runtime.createFuture(loop, owner);
  }

  @Override
  public Steps steps() {
    return runtime.steps();
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
