package com.example;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;

/** A task of the language, as the kit sees it. */
final class JudgedTask extends JudgedFuture implements Task<Object> {
  private final ToyTask toyTask;

  JudgedTask(Boundary boundary, ToyTask toy) {
    super(boundary, toy);
    this.toyTask = toy;
  }

  Task<Value> task() {
    return toyTask.task();
  }

  @Override
  public String name() {
    return task().name();
  }

  @Override
  public void setName(String name) {
    task().setName(name);
  }

  @Override
  @SuppressWarnings("unchecked") // programs are not typed: what a body returns is an Object
  public Coroutine<Object> coroutine() {
    return (Coroutine<Object>) boundary.out(task().coroutine());
  }

  @Override
  public Object context() {
    return boundary.outContext(task().context());
  }

  @Override
  public int cancelling() {
    return task().cancelling();
  }

  @Override
  public int uncancel() {
    return task().uncancel();
  }

  @Override
  public void setLogDestroyPending(boolean report) {
    task().setLogDestroyPending(report);
  }

  @Override
  public void step(Object value, Throwable error) {
    boundary.calls(
        () -> {
          toyTask.step(boundary.toy, boundary.in(value), error == null ? null : boundary.in(error));
          return null;
        });
  }

  @Override
  public void wakeup(FutureLike<?> done) {
    boundary.calls(
        () -> {
          toyTask.wakeup(boundary.toy, boundary.awaited(done));
          return null;
        });
  }
}
