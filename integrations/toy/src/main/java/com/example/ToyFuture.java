package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.TaskLoop;

/** The future that programs have: it owns one of the library's. */
class ToyFuture extends Value {

  /** A function that a program registers. */
  abstract static class Function extends Value {
    abstract void call(ToyFuture done);

    /** The language's {@code ==}. */
    boolean is(Function other) {
      return this == other;
    }
  }

  /** A function as the library calls it. To remove one, the library asks those that are registered whether they equal it. */
  static class Call implements Callback<Future<Value>> {
    private final Function function;

    Call(Function function) {
      this.function = function;
    }

    Function function() {
      return function;
    }

    @Override
    public void call(Future<Value> done) {
      function.call((ToyFuture) done.owner());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Call call && function.is(call.function);
    }

    @Override
    public int hashCode() {
      throw new AssertionError("no callback is hashed");
    }
  }

  /** The library's; of a task, {@link ToyGuest#taskCreated} sets it. */
  Future<Value> inside;

  /** What a task that awaits this waits for: always the same object. A subclass with methods of its own answers them. */
  FutureLike<Value> awaited() {
    return inside;
  }

  static ToyFuture create(Toy toy, TaskLoop loop) {
    ToyFuture future = new ToyFuture();
    future.inside = toy.runtime.createFuture(loop, future);
    return future;
  }

  boolean isDone() {
    return inside.isDone();
  }

  Value result() throws Exception {
    return inside.result();
  }

  ToyError exception() {
    Throwable error = inside.exception();
    return error == null ? null : ToyError.of(error);
  }

  void setResult(Value value) {
    inside.setResult(value);
  }

  void setException(ToyError error) {
    inside.setException(error.raised);
  }

  boolean cancel(Value message) {
    return inside.cancel(message);
  }

  void addDoneCallback(Function function, ToyContext context) {
    inside.addDoneCallback(new Call(function), context);
  }

  int removeDoneCallback(Function function) {
    return inside.removeDoneCallback(new Call(function));
  }
}
