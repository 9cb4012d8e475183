package io.github.aiotask.graalpy;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Handle;
import io.github.aiotask.PulledCoroutine;
import io.github.aiotask.PulledRun;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Registry;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code aiotask_asyncio.py} calls, and nobody else: the library in terms that cross the boundary cheaply. */
public final class PythonCalls {

  private record Coroutine(Value task) implements PulledCoroutine<Object> {
    @Override
    public void close() {
      task.getMember("_coro").invokeMember("close");
    }
  }

  /** A task of another make in the registry, which compares by identity: a Value is a new object at each crossing. */
  private record Stranger(Value task) {}

  private final PythonGuest guest;
  private final TaskRuntime runtime;
  private final Value throwing;
  private final Callback<Value> runHandle;

  PythonCalls(Value python) {
    guest = new PythonGuest(python);
    runtime = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(guest).withVersion(PythonVersion.PYTHON_3_12));
    throwing = guest.function("throwing");
    runHandle = guest.function("run_handle")::executeVoid;
  }

  /**
   * For a module that was imported from a path.
   *
   * @param python that module
   * @return what it calls
   */
  public static PythonCalls of(Value python) {
    return new PythonCalls(python);
  }

  // ---- loops

  @HostAccess.Export
  public RunnableLoop loop(Value python) {
    RunnableLoop loop = runtime.newLoop(new PythonPoller(python));
    loop.setExceptionHandler(error -> guest.report(python, error));
    return loop;
  }

  @HostAccess.Export
  public TaskLoop otherLoop(Value python) {
    return new OtherLoop(guest, python);
  }

  @HostAccess.Export
  public void soon(RunnableLoop loop, Value handle) {
    loop.schedule(runHandle, handle, null);
  }

  @HostAccess.Export
  public void soonThreadsafe(RunnableLoop loop, Value handle) {
    loop.callSoonThreadsafe(runHandle, handle, null);
  }

  @HostAccess.Export
  public Handle at(RunnableLoop loop, long nanos, Value handle) {
    return loop.callAt(nanos, runHandle, handle, null);
  }

  @HostAccess.Export
  public void cancelTimer(Handle timer) {
    timer.cancel();
  }

  @HostAccess.Export
  public void stop(RunnableLoop loop) {
    loop.stop();
  }

  @HostAccess.Export
  public void close(RunnableLoop loop) {
    loop.close();
  }

  @HostAccess.Export
  public void setDebug(RunnableLoop loop, boolean debug) {
    loop.setDebug(debug);
  }

  // ---- steps: of a run, or, with a task in its place, a single one

  @HostAccess.Export
  public PulledRun pull(RunnableLoop loop) {
    return loop.pullForever();
  }

  @HostAccess.Export
  public @Nullable Object next(PulledRun run) throws InterruptedException {
    return handOut(run, run.next());
  }

  @HostAccess.Export
  public void end(PulledRun run) {
    run.close();
  }

  /** A bare yield. */
  @HostAccess.Export
  public @Nullable Object passed(Object run) throws InterruptedException {
    return report(run, null);
  }

  /** A future of ours was yielded. */
  @HostAccess.Export
  public @Nullable Object awaited(Object run, Future<?> future) throws InterruptedException {
    return report(run, future);
  }

  @HostAccess.Export
  public @Nullable Object yielded(Object run, Value value) throws InterruptedException {
    return report(run, value);
  }

  @HostAccess.Export
  public @Nullable Object returned(Object run, Value value) throws InterruptedException {
    if (run instanceof PulledRun pulled) {
      return handOut(pulled, pulled.returned(value));
    }
    runtime.steps().returned((Task<?>) run, value);
    return null;
  }

  @HostAccess.Export
  public @Nullable Object raised(Object run, Value exception) throws InterruptedException {
    if (run instanceof PulledRun pulled) {
      return handOut(pulled, pulled.raised(PythonGuest.thrower(exception)));
    }
    runtime.steps().raised((Task<?>) run, PythonGuest.thrower(exception));
    return null;
  }

  @HostAccess.Export
  public @Nullable Object notResumed(PulledRun run, Value exception) throws InterruptedException {
    run.notResumed(PythonGuest.thrower(exception));
    return next(run);
  }

  private @Nullable Object report(Object run, @Nullable Object yielded) throws InterruptedException {
    if (run instanceof PulledRun pulled) {
      return handOut(pulled, pulled.yielded(yielded));
    }
    runtime.steps().yielded((Task<?>) run, yielded);
    return null;
  }

  private @Nullable Object handOut(PulledRun run, @Nullable Task<?> task) {
    if (task == null) {
      return null;
    }
    Throwable error = run.error();
    return error == null ? task.owner() : throwing.execute(task.owner(), PythonGuest.exception(error));
  }

  /** Begins a step or wakeup on a loop of another make, or by a future of another make; what to raise. */
  @HostAccess.Export
  public @Nullable Object begin(Task<?> task, Object step) {
    return PythonGuest.exception(
        step instanceof QueuedStep queued
            ? runtime.steps().begin(queued)
            : runtime.steps().begin(task, (FutureLike<?>) step));
  }

  @HostAccess.Export
  public boolean start(Task<?> task) {
    return runtime.steps().start(task);
  }

  // ---- futures

  @HostAccess.Export
  public Future<Object> future(TaskLoop loop, Value owner) {
    return runtime.createFuture(loop, owner);
  }

  @HostAccess.Export
  public boolean done(Future<Object> future) {
    return future.isDone();
  }

  @HostAccess.Export
  public boolean cancelled(Future<Object> future) {
    return future.isCancelled();
  }

  @HostAccess.Export
  public boolean suspend(Future<Object> future) {
    return future.suspend();
  }

  @HostAccess.Export
  public void setBlocking(Future<Object> future, boolean blocking) {
    future.setBlocking(blocking);
  }

  @HostAccess.Export
  public boolean blocking(Future<Object> future) {
    return future.isBlocking();
  }

  @HostAccess.Export
  public @Nullable Object result(Future<Object> future) throws Exception {
    return future.result();
  }

  @HostAccess.Export
  public @Nullable Object exception(Future<Object> future) {
    return PythonGuest.exception(future.exception());
  }

  @HostAccess.Export
  public void setResult(Future<Object> future, Value value) {
    runtime.base().setResult(future, value);
  }

  @HostAccess.Export
  public void setException(Future<Object> future, Value exception) {
    runtime.base().setException(future, PythonGuest.thrower(exception));
  }

  /** A task's own cancel, or a future's. */
  @HostAccess.Export
  public boolean cancel(Future<Object> future, Value message) {
    return future.cancel(message.isNull() ? null : message);
  }

  @HostAccess.Export
  public void addDoneCallback(Future<Object> future, Value function, Value context) {
    future.addDoneCallback(new PythonCallback(guest, function, context), null);
  }

  @HostAccess.Export
  public int removeDoneCallback(Future<Object> future, Value function) {
    return future.removeDoneCallback(new PythonCallback(guest, function, function));
  }

  @HostAccess.Export
  public @Nullable Object makeCancelledError(Future<Object> future) {
    return PythonGuest.exception(runtime.base().makeCancelledError(future));
  }

  @HostAccess.Export
  public void setCancelMessage(Future<Object> future, Value message) {
    runtime.base().setCancelMessage(future, message.isNull() ? null : message);
  }

  @HostAccess.Export
  public void setRetrieved(Future<Object> future) {
    runtime.base().setRetrieved(future);
  }

  /** What is registered: function and context of each, or the task that waits. */
  @HostAccess.Export
  public Object[] callbacks(Future<Object> future) {
    return future.snapshot().callbacks().stream()
        .map(
            entry ->
                entry.target() instanceof PythonCallback done
                    ? new Object[] {done.function(), done.context()}
                    : new Object[] {PythonGuest.python(entry.target()), entry.context()})
        .toArray();
  }

  /** By the name of asyncio's attribute. */
  @HostAccess.Export
  public @Nullable Object look(Future<Object> future, String attribute) {
    Snapshot now = future.snapshot();
    return switch (attribute) {
      case "_state" -> now.state().name();
      case "_result" -> now.result();
      case "_exception" -> PythonGuest.exception(now.exception());
      case "_cancel_message" -> now.cancelMessage();
      case "_log_traceback" -> now.neverRetrieved();
      case "_must_cancel" -> now.mustCancel();
      case "_fut_waiter" -> PythonGuest.python(now.waiter());
      default -> throw new IllegalArgumentException(attribute);
    };
  }

  // ---- tasks

  @HostAccess.Export
  public Task<Object> task(TaskLoop loop, Value owner, @Nullable String name, Value context, boolean eager) {
    return runtime.steps().createTask(loop, new Coroutine(owner), new TaskOptions(name, context, eager, owner));
  }

  @HostAccess.Export
  public String name(Task<Object> task) {
    return task.name();
  }

  @HostAccess.Export
  public void setName(Task<Object> task, String name) {
    task.setName(name);
  }

  @HostAccess.Export
  public int cancelling(Task<Object> task) {
    return task.cancelling();
  }

  @HostAccess.Export
  public int uncancel(Task<Object> task) {
    return task.uncancel();
  }

  @HostAccess.Export
  public void logDestroyPending(Task<Object> task, boolean report) {
    task.setLogDestroyPending(report);
  }

  // ---- the registry

  @HostAccess.Export
  public Object stranger(Value task) {
    return new Stranger(task);
  }

  @HostAccess.Export
  public @Nullable Object current(TaskLoop loop) {
    return shown(registry().currentTask(loop));
  }

  @HostAccess.Export
  public List<Object> all(TaskLoop loop) {
    return registry().allTasks(loop).stream().map(PythonCalls::shown).toList();
  }

  @HostAccess.Export
  public void enter(TaskLoop loop, Object task) {
    registry().enter(loop, task);
  }

  @HostAccess.Export
  public void leave(TaskLoop loop, Object task) {
    registry().leave(loop, task);
  }

  @HostAccess.Export
  public @Nullable Object swap(TaskLoop loop, @Nullable Object task) {
    return shown(registry().swap(loop, task));
  }

  @HostAccess.Export
  public void register(Task<Object> task, boolean on) {
    if (on) {
      registry().register(task.loop(), task);
    } else {
      registry().unregister(task.loop(), task);
    }
  }

  private Registry registry() {
    return runtime.registry();
  }

  // ---- Java's futures

  @HostAccess.Export
  public Class<?> stageClass() {
    return CompletionStage.class;
  }

  /** Calls Python once the stage is complete, in the thread that completes it: with the result, the error, whether it was cancelled. */
  @HostAccess.Export
  public void whenComplete(CompletionStage<?> stage, Value ended) {
    stage.whenComplete(
        (result, thrown) -> {
          Throwable error = thrown instanceof CompletionException wrapper && wrapper.getCause() != null ? wrapper.getCause() : thrown;
          ended.executeVoid(result, PythonGuest.exception(error), error instanceof CancellationException);
        });
  }

  @HostAccess.Export
  public void cancelStage(CompletionStage<?> stage) {
    stage.toCompletableFuture().cancel(false);
  }

  /** A future for Java; who cancels it is passed on to Python. */
  @HostAccess.Export
  public CompletableFuture<Value> completable(Value cancel) {
    return new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
          cancel.executeVoid();
        }
        return cancelled;
      }
    };
  }

  @HostAccess.Export
  public void complete(CompletableFuture<Value> future, Value result) {
    future.complete(result);
  }

  @HostAccess.Export
  public void fail(CompletableFuture<Value> future, Value exception) {
    future.completeExceptionally(PythonGuest.thrower(exception));
  }

  @HostAccess.Export
  public void cancelJava(CompletableFuture<Value> future) {
    future.cancel(false);
  }

  private static @Nullable Object shown(@Nullable Object task) {
    return task instanceof Stranger stranger ? stranger.task : PythonGuest.python(task);
  }
}
