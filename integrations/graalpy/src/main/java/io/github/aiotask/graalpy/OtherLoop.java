package io.github.aiotask.graalpy;

import io.github.aiotask.Callback;
import io.github.aiotask.LoopError;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.TaskLoop;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** A Python loop of another make: our tasks and futures run on it too. */
final class OtherLoop implements TaskLoop {
  private final PythonGuest guest;
  private final Value python;

  OtherLoop(PythonGuest guest, Value python) {
    this.guest = guest;
    this.python = python;
  }

  @Override
  public <A extends @Nullable Object> void schedule(Callback<? super A> callback, A argument, @Nullable Object context) {
    if (callback instanceof PythonCallback done) {
      guest.function("call_done_soon").executeVoid(python, done.call(), PythonGuest.python(argument));
      return;
    }
    ProxyExecutable call =
        none -> {
          try {
            callback.call(argument);
            return null;
          } catch (Exception error) {
            throw error instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(error);
          }
        };
    guest.function("call_soon").executeVoid(python, context, call);
  }

  @Override
  public void scheduleStep(QueuedStep step, @Nullable Object context) {
    guest.function("call_step_soon").executeVoid(python, step.task().owner(), step);
  }

  @Override
  public boolean isRunning() {
    return python.invokeMember("is_running").asBoolean();
  }

  /** Its debug mode is its own: the library need not check what Python checks. */
  @Override
  public boolean isDebug() {
    return false;
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    guest.report(python, error);
  }
}
