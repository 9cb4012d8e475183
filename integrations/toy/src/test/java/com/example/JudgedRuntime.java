package com.example;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.List;

/** The language, as the runtime that the kit is to judge. */
final class JudgedRuntime implements TaskRuntime {
  private final Boundary boundary;
  private final TaskRuntime ofLoops;

  /** @param ofLoops gives the loops whose queue the language's loop uses, with the kit's own guest */
  JudgedRuntime(Boundary boundary, TaskRuntime ofLoops) {
    this.boundary = boundary;
    this.ofLoops = ofLoops;
  }

  private TaskRuntime runtime() {
    return boundary.toy.runtime;
  }

  @Override
  public PythonVersion version() {
    return runtime().version();
  }

  @Override
  public Guest guest() {
    return boundary.kit;
  }

  @Override
  public RunnableLoop newLoop() {
    return new JudgedRunnable(this, ofLoops.newLoop());
  }

  @Override
  public RunnableLoop newVirtualLoop() {
    return new JudgedRunnable(this, ofLoops.newVirtualLoop());
  }

  @Override
  public RunnableLoop newLoop(Poller poller) {
    return new JudgedRunnable(this, ofLoops.newLoop(poller));
  }

  @Override
  @SuppressWarnings("unchecked") // programs are not typed
  public <T> Future<T> createFuture(TaskLoop loop, Object owner) {
    JudgedFuture view = boundary.calls(() -> boundary.view(ToyFuture.create(boundary.toy, boundary.in(loop))));
    view.owner = owner;
    return (Future<T>) view;
  }

  @Override
  @SuppressWarnings("unchecked") // programs are not typed
  public <T> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options) {
    return (Task<T>)
        boundary.calls(
            () -> {
              JudgedCoroutine body = (JudgedCoroutine) boundary.in(coroutine);
              if (body != null) {
                body.owner = options.owner();
              }
              TaskOptions own =
                  new TaskOptions(options.name(), boundary.inContext(options.context()), options.eagerStart());
              if (boundary.has(Fault.LATE_TASK)) {
                ToyTask late = new ToyTask();
                late.inside = runtime().createTask(boundary.in(loop), body, own.withOwner(late));
                return boundary.view(late);
              }
              return boundary.view(ToyTask.create(boundary.toy, boundary.in(loop), body, own));
            });
  }

  @Override
  public Registry registry() {
    return new JudgedRegistry();
  }

  @Override
  public BaseFuture base() {
    return new JudgedBase();
  }

  private static Object inside(Object task) {
    return task instanceof JudgedTask view ? view.task() : task;
  }

  private static Future<Value> inside(Future<?> future) {
    return ((JudgedFuture) future).toy.inside;
  }

  private final class JudgedRegistry implements Registry {
    private Registry registry() {
      return runtime().registry();
    }

    @Override
    public Object currentTask(TaskLoop loop) {
      return boundary.out(registry().currentTask(boundary.in(loop)));
    }

    @Override
    public List<Object> allTasks(TaskLoop loop) {
      return registry().allTasks(boundary.in(loop)).stream().map(boundary::out).toList();
    }

    @Override
    public List<Object> allTasks() {
      return registry().allTasks().stream().map(boundary::out).toList();
    }

    @Override
    public void enter(TaskLoop loop, Object task) {
      boundary.calls(
          () -> {
            registry().enter(boundary.in(loop), inside(task));
            return null;
          });
    }

    @Override
    public void leave(TaskLoop loop, Object task) {
      boundary.calls(
          () -> {
            registry().leave(boundary.in(loop), inside(task));
            return null;
          });
    }

    @Override
    public Object swap(TaskLoop loop, Object task) {
      return boundary.out(registry().swap(boundary.in(loop), inside(task)));
    }

    @Override
    public void register(TaskLoop loop, Object task) {
      registry().register(boundary.in(loop), inside(task));
    }

    @Override
    public void unregister(TaskLoop loop, Object task) {
      registry().unregister(boundary.in(loop), inside(task));
    }

    @Override
    public void register(Object task) {
      registry().register(inside(task));
    }

    @Override
    public void unregister(Object task) {
      registry().unregister(inside(task));
    }

    @Override
    public void forget(TaskLoop loop) {
      registry().forget(boundary.in(loop));
    }
  }

  private final class JudgedBase implements BaseFuture {
    private BaseFuture base() {
      return runtime().base();
    }

    @Override
    public <T> void setResult(Future<T> future, T value) {
      boundary.calls(
          () -> {
            base().setResult(inside(future), boundary.in(value));
            return null;
          });
    }

    @Override
    public void setException(Future<?> future, Throwable error) {
      boundary.calls(
          () -> {
            base().setException(inside(future), boundary.in(error).raised);
            return null;
          });
    }

    @Override
    public boolean cancel(Future<?> future, Object message) {
      return boundary.calls(() -> base().cancel(inside(future), boundary.in(message)));
    }

    @Override
    public void setCancelMessage(Future<?> future, Object message) {
      base().setCancelMessage(inside(future), boundary.in(message));
    }

    @Override
    public Throwable makeCancelledError(Future<?> future) {
      return boundary.out(base().makeCancelledError(inside(future)));
    }

    @Override
    public void setRetrieved(Future<?> future) {
      base().setRetrieved(inside(future));
    }

    @Override
    public boolean relayCancel(CancelRelay relay, Object message) {
      return boundary.calls(
          () ->
              base()
                  .relayCancel(
                      (CancelRelay) boundary.awaited((FutureLike<?>) relay), boundary.in(message)));
    }
  }
}
