package io.github.aiotask.properties.plain.functions;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.functions.Functions;
import io.github.aiotask.properties.functions.GroupScope;
import io.github.aiotask.properties.functions.TimeoutScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions; what has a state of its own is a class of its own. */
final class PlainFunctions implements Functions {
  final TaskRuntime runtime;
  final EventLoop loop;
  private final @Nullable FunctionFault fault;

  PlainFunctions(TaskRuntime runtime, EventLoop loop, @Nullable FunctionFault fault) {
    this.runtime = runtime;
    this.loop = loop;
    this.fault = fault;
  }

  boolean is(FunctionFault other) {
    return fault == other;
  }

  /** Whether the runtime follows that Python, by its minor version, or a later one. */
  boolean since(int minor) {
    return runtime.version().minor() >= minor;
  }

  // ---- for all of them

  Future<@Nullable Object> newFuture() {
    return runtime.createFuture(loop);
  }

  /** §10.1, §10.2 */
  @SuppressWarnings("unchecked") // programs are not typed
  Future<@Nullable Object> ensureFuture(Awaitable<?> awaitable) {
    if (!(awaitable instanceof Future<?> future)) {
      return (Future<@Nullable Object>) runtime.createTask(loop, (Coroutine<?>) awaitable, TaskOptions.DEFAULT);
    }
    if (future.loop() != loop) {
      throw Unchecked.as(runtime.guest().newError(ErrorKind.OTHER_LOOP, future, null));
    }
    return (Future<@Nullable Object>) future;
  }

  boolean isOf(ExceptionKind kind, @Nullable Throwable error) {
    return error != null && runtime.guest().kindOf(error) == kind;
  }

  /** §1.14: what reading a cancelled future raises; of a task, the first reader gets the one that ended it. */
  Throwable cancellationOf(Future<?> cancelled) {
    try {
      cancelled.exception();
    } catch (Throwable error) {
      return error;
    }
    return runtime.guest().newCancelled(cancelled, cancelled.cancelMessage());
  }

  static void release(Future<@Nullable Object> waiter) {
    if (!waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  void report(LoopError.Kind kind, Throwable error, Future<?> about) {
    about.loop().callExceptionHandler(new LoopError(kind, error, about, about.snapshot().createdAt()));
  }

  Task<?> runningTask() {
    if (runtime.registry().currentTask(loop) instanceof Task<?> task) {
      return task;
    }
    throw new IllegalStateException("no task is running");
  }

  // ---- the functions

  @Override
  public Future<?> gather(List<? extends Awaitable<?>> awaitables, boolean outcomes) {
    return PlainGather.of(this, awaitables, outcomes);
  }

  @Override
  public Future<?> shield(Awaitable<?> awaitable) {
    return PlainShield.of(this, ensureFuture(awaitable));
  }

  @Override
  public Coroutine<?> wait(List<? extends Awaitable<?>> awaitables, String until, @Nullable Long nanos) {
    return new PlainWait(this, awaitables, until, nanos);
  }

  @Override
  public Coroutine<?> waitFor(Awaitable<?> awaitable, @Nullable Long nanos) {
    if (since(7) && nanos != null && nanos <= 0) {
      return new PlainWaitForNothing(this, awaitable);
    }
    return since(12) || nanos == null
        ? new PlainWaitFor(this, awaitable, nanos)
        : new PlainOldWaitFor(this, awaitable, nanos);
  }

  @Override
  public TimeoutScope enterTimeout(@Nullable Long nanos) {
    return new PlainTimeout(this, nanos);
  }

  @Override
  public GroupScope enterGroup() {
    return new PlainGroup(this);
  }
}
