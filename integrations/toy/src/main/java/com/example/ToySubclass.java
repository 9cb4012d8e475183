package com.example;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;

/** A program's own class of futures, whose methods a task must call: it is given them, and not the library's future inside. */
class ToySubclass extends ToyFuture {
  private final FutureLike<Value> overridden = new Overridden(this);

  @Override
  FutureLike<Value> awaited() {
    return overridden;
  }

  /** Called when a task begins to wait: a program may override it. */
  void addWaiter(Task<?> task) {
    inside.addWaiter(task);
  }

  /** A future by its owner's methods. */
  static class Overridden implements FutureLike<Value> {
    private final ToySubclass owner;

    Overridden(ToySubclass owner) {
      this.owner = owner;
    }

    @Override
    public TaskLoop loop() {
      return owner.inside.loop();
    }

    @Override
    public boolean isDone() {
      return owner.isDone();
    }

    @Override
    public boolean isBlocking() {
      return owner.inside.isBlocking();
    }

    @Override
    public void setBlocking(boolean blocking) {
      owner.inside.setBlocking(blocking);
    }

    @Override
    public void addWaiter(Task<?> task) {
      owner.addWaiter(task);
    }

    @Override
    public boolean cancel(Object message) {
      return owner.cancel((Value) message);
    }

    @Override
    public Value result() throws Exception {
      return owner.result();
    }
  }
}
