package io.github.aiotask.graalpy;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Handle;
import io.github.aiotask.PulledCoroutine;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

  private final PythonGuest guest;
  private final TaskRuntime runtime;
  private final Callback<Value> runHandle;

  PythonCalls(Value python) {
    guest = new PythonGuest(python);
    runtime =
        TaskRuntime.load(
            TaskRuntime.Options.DEFAULT.withGuest(guest).withVersion(PythonVersion.PYTHON_3_12),
            PythonCalls.class.getClassLoader());
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

  /** What needs no translation, Python asks the library itself. */
  public TaskRuntime runtime() {
    return runtime;
  }

  // ---- loops

  public RunnableLoop loop(Value python) {
    RunnableLoop loop = runtime.newLoop(new PythonPoller(python));
    loop.setExceptionHandler(error -> guest.report(python, error));
    return loop;
  }

  public TaskLoop otherLoop(Value python) {
    return new OtherLoop(guest, python);
  }

  public void soon(RunnableLoop loop, Value handle) {
    loop.schedule(runHandle, handle, null);
  }

  public void soonThreadsafe(RunnableLoop loop, Value handle) {
    loop.callSoonThreadsafe(runHandle, handle, null);
  }

  public Handle at(RunnableLoop loop, long nanos, Value handle) {
    return loop.callAt(nanos, runHandle, handle, null);
  }

  // ---- steps

  public PythonRun run(RunnableLoop loop) {
    return new PythonRun(guest, loop.pullForever());
  }

  public PythonStep step(Task<?> task) {
    return new PythonStep(runtime.steps(), task);
  }

  /** Begins a step on a loop of another make; what to raise. */
  public @Nullable Object begin(QueuedStep step) {
    return PythonGuest.exception(runtime.steps().begin(step));
  }

  /** Begins a wakeup by a future of another make; what to raise. */
  public @Nullable Object beginWakeup(Task<?> task, FutureLike<?> done) {
    return PythonGuest.exception(runtime.steps().begin(task, done));
  }

  // ---- futures

  public Future<Object> future(TaskLoop loop, Value owner) {
    return runtime.createFuture(loop, owner);
  }

  public boolean isDone(Future<Object> future) {
    return future.isDone();
  }

  public boolean isCancelled(Future<Object> future) {
    return future.isCancelled();
  }

  public boolean isBlocking(Future<Object> future) {
    return future.isBlocking();
  }

  public boolean suspend(Future<Object> future) {
    return future.suspend();
  }

  public @Nullable Object result(Future<Object> future) throws Exception {
    return future.result();
  }

  public @Nullable Object exception(Future<Object> future) {
    return PythonGuest.exception(future.exception());
  }

  public void setResult(Future<Object> future, Value value) {
    runtime.base().setResult(future, value);
  }

  public void setException(Future<Object> future, Value exception) {
    runtime.base().setException(future, PythonGuest.thrower(exception));
  }

  /** A task's own cancel, or a future's. */
  public boolean cancel(Future<Object> future, Value message) {
    return future.cancel(message.isNull() ? null : message);
  }

  public void addDoneCallback(Future<Object> future, Value call) {
    future.addDoneCallback(new PythonCallback(guest, call), null);
  }

  public int removeDoneCallback(Future<Object> future, Value call) {
    return future.removeDoneCallback(new PythonCallback(guest, call));
  }

  public @Nullable Object makeCancelledError(Future<Object> future) {
    return PythonGuest.exception(runtime.base().makeCancelledError(future));
  }

  public void setCancelMessage(Future<Object> future, Value message) {
    runtime.base().setCancelMessage(future, message.isNull() ? null : message);
  }

  /** What is registered: function and context of each, or the task that waits. */
  public @Nullable Object[] callbacks(Future<Object> future) {
    return future.snapshot().callbacks().stream()
        .map(entry -> entry.target() instanceof PythonCallback done ? done.call() : PythonGuest.python(entry.target()))
        .toArray();
  }

  public @Nullable Object storedException(Future<Object> future) {
    return PythonGuest.exception(future.snapshot().exception());
  }

  // ---- tasks

  /** Most tasks, in as few arguments as may be: each costs as much as the task itself. */
  public Task<Object> task(TaskLoop loop, Value owner) {
    return specialTask(loop, owner, null, false);
  }

  public Task<Object> specialTask(TaskLoop loop, Value owner, @Nullable String name, boolean eager) {
    return runtime.steps().createTask(loop, new Coroutine(owner), new TaskOptions(name, owner, eager, owner));
  }

  public void setLogDestroyPending(Task<Object> task, boolean reported) {
    task.setLogDestroyPending(reported);
  }

  // ---- the registry

  public Object stranger(Value task) {
    return new PythonGuest.Stranger(task);
  }

  /** The Python object at something of the library's. */
  public @Nullable Object python(@Nullable Object thing) {
    return PythonGuest.python(thing);
  }

  // ---- Java's futures

  public Class<?> stageClass() {
    return CompletionStage.class;
  }

  /** Calls Python once the stage is complete, in the thread that completes it: with the result, the error, whether it was cancelled. */
  public void whenComplete(CompletionStage<?> stage, Value ended) {
    stage.whenComplete(
        (result, thrown) -> {
          Throwable error = thrown instanceof CompletionException wrapper && wrapper.getCause() != null ? wrapper.getCause() : thrown;
          ended.executeVoid(result, PythonGuest.exception(error), error instanceof CancellationException);
        });
  }

  /** A future for Java; who cancels it is passed on to Python. */
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

  public void complete(CompletableFuture<Value> future, Value result) {
    future.complete(result);
  }

  public void fail(CompletableFuture<Value> future, Value exception) {
    future.completeExceptionally(PythonGuest.thrower(exception));
  }
}
