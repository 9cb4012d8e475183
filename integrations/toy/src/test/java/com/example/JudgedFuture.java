package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;

/** A future of the language, as the kit sees it. */
class JudgedFuture implements Future<Object> {
  final Boundary boundary;
  final ToyFuture toy;

  /** Whose it is to the kit; null: nobody's. */
  Object owner;

  private JudgedFuture ofBelow;

  JudgedFuture(Boundary boundary, ToyFuture toy) {
    this.boundary = boundary;
    this.toy = toy;
  }

  @Override
  public Object owner() {
    return owner;
  }

  @Override
  public TaskLoop loop() {
    return ((JudgedLoop) toy.inside.loop()).kits;
  }

  /** The same, of the loop below: that knows itself alone. */
  JudgedFuture of(TaskLoop below) {
    if (ofBelow == null) {
      ofBelow = newOf(below);
    }
    return ofBelow;
  }

  private JudgedFuture newOf(TaskLoop below) {
    return new JudgedFuture(boundary, toy) {
      @Override
      public TaskLoop loop() {
        return below;
      }

      @Override
      public void addDoneCallback(Callback<? super Future<Object>> callback, Object context) {
        super.addDoneCallback(new Below(callback, this), context);
      }

      @Override
      @SuppressWarnings("unchecked") // only its equals is asked
      public int removeDoneCallback(Callback<?> callback) {
        return super.removeDoneCallback(new Below((Callback<? super Future<Object>>) callback, this));
      }
    };
  }

  /** A callback of the loop below. */
  private record Below(Callback<? super Future<Object>> callback, JudgedFuture future)
      implements Callback<Future<Object>> {
    @Override
    public void call(Future<Object> done) throws Exception {
      callback.call(future);
    }
  }

  @Override
  public boolean isDone() {
    return toy.isDone();
  }

  @Override
  public boolean isCancelled() {
    return toy.inside.isCancelled();
  }

  @Override
  public boolean isBlocking() {
    return toy.inside.isBlocking();
  }

  @Override
  public void setBlocking(boolean blocking) {
    toy.inside.setBlocking(blocking);
  }

  @Override
  public void addWaiter(Task<?> task) {
    boundary.calls(
        () -> {
          toy.inside.addWaiter(((JudgedTask) task).task());
          return null;
        });
  }

  @Override
  public Object result() {
    return boundary.calls(() -> boundary.out(toy.result()));
  }

  @Override
  public Throwable exception() {
    return boundary.calls(
        () -> {
          ToyError error = toy.exception();
          return error == null ? null : boundary.out(error);
        });
  }

  @Override
  public void setResult(Object value) {
    boundary.calls(
        () -> {
          toy.setResult(boundary.in(value));
          return null;
        });
  }

  @Override
  public void setException(Throwable error) {
    boundary.calls(
        () -> {
          toy.setException(boundary.in(error));
          return null;
        });
  }

  @Override
  public boolean cancel(Object message) {
    return boundary.calls(() -> toy.cancel(boundary.in(message)));
  }

  @Override
  public void addDoneCallback(Callback<? super Future<Object>> callback, Object context) {
    boundary.calls(
        () -> {
          toy.addDoneCallback(boundary.in(callback), boundary.inContext(context));
          return null;
        });
  }

  @Override
  public int removeDoneCallback(Callback<?> callback) {
    return boundary.calls(() -> toy.removeDoneCallback(boundary.in(callback)));
  }

  @Override
  public Snapshot snapshot() {
    Snapshot now = toy.inside.snapshot();
    Throwable error = now.exception();
    Object waiter = boundary.out(now.waiter());
    return new Snapshot(
        now.state(),
        boundary.out(now.result()),
        error == null ? null : boundary.out(error),
        boundary.out(now.cancelMessage()),
        now.blocking(),
        now.neverRetrieved(),
        now.callbacks().stream().map(this::registered).toList(),
        (FutureLike<?>) waiter,
        now.mustCancel(),
        now.cancelling(),
        now.createdAt());
  }

  private Snapshot.Registered registered(Snapshot.Registered one) {
    Object target = one.target() instanceof ToyFuture.Call call ? call.function() : boundary.out(one.target());
    return new Snapshot.Registered(
        target instanceof Boundary.Function function ? function.kits : target, boundary.outContext(one.context()));
  }

  @Override
  public String toString() {
    return toy.inside.toString();
  }
}
