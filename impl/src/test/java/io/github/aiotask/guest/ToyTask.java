package io.github.aiotask.guest;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Registry;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.List;

/**
 * The toy language's own task, as an asyncio program may bring one: it drives its generator by itself, on any loop, and
 * shares the library's registry. It waits as a task does, or by a callback if it is to.
 */
final class ToyTask extends ToyFuture implements Task<Object> {
  private static final Callback<ToyTask> STEP = task -> task.step(null, null);

  private final Registry registry;
  private final ToyGenerator generator;
  private final ToyContext context;
  private final boolean waitsByCallback;
  private FutureLike<?> waiter;
  private boolean mustCancel;
  private int cancelRequests;

  ToyTask(ToyGuest guest, Registry registry, TaskLoop loop, boolean waitsByCallback, ToyGenerator generator) {
    super(guest, loop);
    this.registry = registry;
    this.generator = generator;
    this.waitsByCallback = waitsByCallback;
    this.context = new ToyContext(guest.context.variable);
    loop.schedule(STEP, this, context);
    registry.register(loop, this);
  }

  @Override
  public FutureLike<?> waiter() {
    return waiter;
  }

  @Override
  public void step(Object value, Throwable error) {
    if (isDone()) {
      throw (Raised) guest.newError(ErrorKind.STEP_OF_DONE, this, null);
    }
    Throwable raised = error;
    if (mustCancel) {
      mustCancel = false;
      if (error == null || guest.kindOf(error) != ExceptionKind.CANCELLED) {
        raised = guest.newCancelled(this, message);
      }
    }
    waiter = null;
    registry.enter(loop(), this);
    try {
      resume(raised);
    } finally {
      registry.leave(loop(), this);
    }
  }

  private void resume(Throwable raised) {
    Object yielded;
    try {
      yielded = raised == null ? generator.send(null) : generator.raise(raised);
    } catch (Throwable thrown) { // an error is an outcome
      fail(thrown);
      return;
    }
    if (yielded == Coroutine.RETURNED) {
      super.setResult(generator.returned());
    } else if (yielded == null) {
      loop().schedule(STEP, this, context);
    } else {
      dealWith(yielded);
    }
  }

  private void dealWith(Object yielded) {
    FutureLike<?> future = guest.asFuture(yielded);
    if (future == null || !future.isBlocking()) {
      Throwable answer = guest.newError(ErrorKind.BAD_YIELD, this, yielded);
      Callback<ToyTask> raise = task -> task.step(null, answer);
      loop().schedule(raise, this, context);
      return;
    }
    future.setBlocking(false);
    register(future);
    waiter = future;
    if (mustCancel && future.cancel(message)) {
      mustCancel = false;
    }
  }

  private void register(FutureLike<?> future) {
    if (waitsByCallback && future instanceof Future<?> library) {
      library.addDoneCallback(this::wakeup, context);
    } else {
      future.addWaiter(this);
    }
  }

  private void fail(Throwable thrown) {
    ExceptionKind kind = guest.kindOf(thrown);
    if (kind == ExceptionKind.CANCELLED) {
      cancelNow(((Raised) thrown).exception.argument);
      return;
    }
    super.setException(thrown);
    if (kind == ExceptionKind.EXIT) {
      throw (Raised) thrown;
    }
  }

  @Override
  public void wakeup(FutureLike<?> done) {
    try {
      done.result();
    } catch (Throwable error) { // the generator hears of every failure
      step(null, error);
      return;
    }
    step(null, null);
  }

  @Override
  public boolean cancel(Object why) {
    if (isDone()) {
      return false;
    }
    cancelRequests++;
    if (waiter == null || !waiter.cancel(why)) {
      mustCancel = true;
      message = why;
    }
    return true;
  }

  @Override
  public int cancelling() {
    return cancelRequests;
  }

  @Override
  public int uncancel() {
    return cancelRequests = Math.max(0, cancelRequests - 1);
  }

  @Override
  public Object context() {
    return context;
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public void setName(String name) {}

  @Override
  public Coroutine<Object> coroutine() {
    return generator;
  }

  @Override
  public void setLogDestroyPending(boolean report) {}

  @Override
  public void addDoneCallback(Callback<? super Future<Object>> callback, Object inside) {
    Callback<ToyFuture> call = future -> callback.call(this);
    whenDone(call, inside);
  }

  @Override
  public int removeDoneCallback(Callback<?> callback) {
    throw new UnsupportedOperationException("no toy program removes a callback");
  }

  @Override
  public Snapshot snapshot() {
    return new Snapshot(
        state, result, error, message, isBlocking(), false, List.of(), waiter, mustCancel, cancelRequests, null);
  }
}
