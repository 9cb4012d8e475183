package io.github.aiotask.graalpy;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * A future whose methods are asked in Python: of another make, or of a subclass of ours, which may override any.
 *
 * @param guest whose functions know how
 * @param python the future
 */
record PythonFuture(PythonGuest guest, Value python) implements FutureLike<Value> {

  @Override
  public @Nullable TaskLoop loop() {
    return guest.function("loop_of").execute(python).as(TaskLoop.class);
  }

  @Override
  public boolean isDone() {
    return python.invokeMember("done").asBoolean();
  }

  @Override
  public boolean isBlocking() {
    return guest.function("is_blocking").execute(python).asBoolean();
  }

  @Override
  public void setBlocking(boolean blocking) {
    python.putMember("_asyncio_future_blocking", blocking);
  }

  @Override
  public void addWaiter(Task<?> task) {
    guest.function("add_waiter").executeVoid(python, task.owner(), this);
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    return guest.function("cancel").execute(python, message).asBoolean();
  }

  @Override
  public Value result() {
    return python.invokeMember("result");
  }
}
