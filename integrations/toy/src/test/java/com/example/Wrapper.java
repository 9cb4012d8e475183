package com.example;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;

/** What {@link Fault#WRAPS_ITS_FUTURES} puts around each. */
final class Wrapper extends Value implements FutureLike<Object> {
  final Future<?> inside;

  Wrapper(Future<?> inside) {
    this.inside = inside;
  }

  @Override
  public TaskLoop loop() {
    return inside.loop();
  }

  @Override
  public boolean isDone() {
    return inside.isDone();
  }

  @Override
  public boolean isBlocking() {
    return inside.isBlocking();
  }

  @Override
  public void setBlocking(boolean blocking) {
    inside.setBlocking(blocking);
  }

  @Override
  public void addWaiter(Task<?> task) {
    inside.addWaiter(task);
  }

  @Override
  public boolean cancel(Object message) {
    return inside.cancel(message);
  }

  @Override
  public Object result() throws Exception {
    return inside.result();
  }
}
