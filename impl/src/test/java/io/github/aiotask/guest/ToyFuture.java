package io.github.aiotask.guest;

import io.github.aiotask.Callback;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Snapshot.State;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.List;

/** The toy language's own future. Of the library it knows the handshake and what a loop does. */
class ToyFuture implements FutureLike<Object> {
  private static final Callback<Waiter> WAKE = waiter -> waiter.task.wakeup(waiter.future);

  private record Waiter(Task<?> task, ToyFuture future) {}

  private record Entry<A>(Callback<? super A> callback, A argument, Object context) {
    void schedule(TaskLoop loop) {
      loop.schedule(callback, argument, context);
    }
  }

  final ToyGuest guest;
  private final TaskLoop loop;
  private final List<Entry<?>> entries = new ArrayList<>();
  private boolean blocking;
  State state = State.PENDING;
  Object result;
  Throwable error;
  Object message;

  ToyFuture(ToyGuest guest, TaskLoop loop) {
    this.guest = guest;
    this.loop = loop;
  }

  @Override
  public TaskLoop loop() {
    return loop;
  }

  @Override
  public boolean isDone() {
    return state != State.PENDING;
  }

  public boolean isCancelled() {
    return state == State.CANCELLED;
  }

  @Override
  public boolean isBlocking() {
    return blocking;
  }

  @Override
  public void setBlocking(boolean value) {
    blocking = value;
  }

  @Override
  public void addWaiter(Task<?> task) {
    add(new Entry<>(WAKE, new Waiter(task, this), task.context()));
  }

  /** Has a callback called with this future. */
  void whenDone(Callback<? super ToyFuture> callback, Object context) {
    add(new Entry<>(callback, this, context));
  }

  void add(Entry<?> entry) {
    if (isDone()) {
      entry.schedule(loop);
    } else {
      entries.add(entry);
    }
  }

  int entries() {
    return entries.size();
  }

  public void setResult(Object value) {
    requirePending();
    result = value;
    complete(State.FINISHED);
  }

  public void setException(Throwable raised) {
    requirePending();
    error = raised;
    complete(State.FINISHED);
  }

  @Override
  public boolean cancel(Object why) {
    return cancelNow(why);
  }

  /** The future's own cancel, whatever a subclass makes of it. */
  final boolean cancelNow(Object why) {
    if (isDone()) {
      return false;
    }
    message = why;
    complete(State.CANCELLED);
    return true;
  }

  private void requirePending() {
    if (isDone()) {
      throw ((Raised) guest.newError(ErrorKind.ALREADY_DONE, this, null));
    }
  }

  private void complete(State outcome) {
    state = outcome;
    List<Entry<?>> all = List.copyOf(entries);
    entries.clear();
    all.forEach(entry -> entry.schedule(loop));
  }

  public Throwable exception() {
    return switch (state) {
      case PENDING -> throw (Raised) guest.newError(ErrorKind.NOT_READY, this, null);
      case CANCELLED -> throw (Raised) guest.newCancelled(null, message);
      case FINISHED -> error;
    };
  }

  @Override
  public Object result() {
    Throwable raised = exception();
    if (raised != null) {
      throw (Raised) raised;
    }
    return result;
  }
}
