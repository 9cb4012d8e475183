package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future of a class that the library does not know; it is done when it is told so, and takes no cancel. */
final class Duck implements FutureLike<Object> {
  private final EventLoop loop;
  private final Object result;
  private final List<Task<?>> waiters = new ArrayList<>();
  private boolean blocking;
  private boolean done;

  Duck(EventLoop loop, Object result) {
    this.loop = loop;
    this.result = result;
  }

  /** Has every waiter woken by the loop. */
  void wakeWaiters() {
    done = true;
    for (Task<?> task : waiters) {
      loop.callSoon(woken -> woken.wakeup(this), task, task.context());
    }
  }

  @Override
  public EventLoop loop() {
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
  public void setBlocking(boolean blocking) {
    this.blocking = blocking;
  }

  @Override
  public void addWaiter(Task<?> task) {
    waiters.add(task);
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    return false;
  }

  @Override
  public Object result() {
    return result;
  }
}
