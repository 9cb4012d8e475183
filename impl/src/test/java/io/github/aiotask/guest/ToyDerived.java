package io.github.aiotask.guest;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;

/**
 * An object of a toy class that is derived from the library's future or task: it owns one, and its class may override what asyncio
 * calls.
 */
class ToyDerived extends Opaque {

  /** What it is derived from. */
  Future<Object> base;

  /** As the base class has it. */
  boolean cancel(Object why) {
    return base.cancel(why);
  }

  /** As the base class has it. */
  void addDoneCallback(Callback<ToyDerived> callback, Object context) {
    base.addDoneCallback(done -> callback.call(this), context);
  }

  /** How a task sees it: what may be overridden is asked of the object, all else of its base. */
  record Awaited(ToyDerived object) implements FutureLike<Object> {
    @Override
    public TaskLoop loop() {
      return object.base.loop();
    }

    @Override
    public boolean isDone() {
      return object.base.isDone();
    }

    @Override
    public boolean isBlocking() {
      return object.base.isBlocking();
    }

    @Override
    public void setBlocking(boolean blocking) {
      object.base.setBlocking(blocking);
    }

    @Override
    public void addWaiter(Task<?> task) {
      object.addDoneCallback(done -> task.wakeup(this), task.context());
    }

    @Override
    public boolean cancel(Object message) {
      return object.cancel(message);
    }

    @Override
    public Object result() throws Exception {
      return object.base.result();
    }
  }
}
