package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future of a class that the library does not know; it is done with 11 when it is told so, and takes no cancel. */
final class Duck implements FutureLike<Object> {
  private static final Object RESULT = 11;

  private final World world;
  private final EventLoop loop;
  private final List<Task<?>> waiters = new ArrayList<>();
  private boolean blocking;
  private boolean done;

  Duck(World world) {
    this.world = world;
    this.loop = world.loop();
  }

  /** What it is like at one moment. */
  record State(boolean done, boolean blocking, List<Task<?>> waiters) {}

  State state() {
    return new State(done, blocking, List.copyOf(waiters));
  }

  /** Makes it done, and has every waiter woken by the loop. */
  void complete() {
    done = true;
    List<Task<?>> woken = List.copyOf(waiters);
    waiters.clear();
    woken.forEach(this::wake);
  }

  private void wake(Task<?> waiter) {
    loop.schedule(task -> world.wakeup(task, this), waiter, waiter.context());
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
  public void setBlocking(boolean blocking) {
    this.blocking = blocking;
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
  public boolean cancel(@Nullable Object message) {
    return false;
  }

  @Override
  public Object result() {
    if (!done) {
      throw Raised.as(world.guest().newError(ErrorKind.NOT_READY, this, Accessor.RESULT));
    }
    return RESULT;
  }
}
