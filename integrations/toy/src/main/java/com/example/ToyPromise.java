package com.example;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.List;

/** A future that is none of the library's: of a socket, say. All that a task asks of it is here. */
class ToyPromise extends Value implements FutureLike<Value> {
  private final Toy toy;
  private final TaskLoop loop;
  private final List<Task<?>> waiters = new ArrayList<>();
  private boolean blocking;
  private boolean done;
  private Value value;

  ToyPromise(Toy toy, TaskLoop loop) {
    this.toy = toy;
    this.loop = loop;
  }

  void keep(Value result) {
    done = true;
    value = result;
    waiters.forEach(this::wake);
    waiters.clear();
  }

  private void wake(Task<?> waiter) {
    ToyTask task = (ToyTask) waiter.owner();
    loop.schedule(promise -> task.wakeup(toy, promise), this, waiter.context());
  }

  @Override
  public void addWaiter(Task<?> task) {
    if (done) {
      wake(task);
    } else {
      waiters.add(task);
    }
  }

  @Override
  public TaskLoop loop() {
    return loop;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public boolean isBlocking() {
    return blocking;
  }

  @Override
  public void setBlocking(boolean flag) {
    blocking = flag;
  }

  @Override
  public boolean cancel(Object message) {
    return false;
  }

  @Override
  public Value result() {
    return value;
  }
}
