package io.github.aiotask.graalpy;

import io.github.aiotask.Future;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A single step that has begun, which Python reports as one of a {@link PythonRun}; there is no next one. */
public final class PythonStep {
  private final Steps steps;
  private final Task<?> task;

  PythonStep(Steps steps, Task<?> task) {
    this.steps = steps;
    this.task = task;
  }

  public @Nullable Object passed() {
    return yields(null);
  }

  public @Nullable Object awaited(Future<?> future) {
    return yields(future);
  }

  public @Nullable Object yielded(Value value) {
    return yields(value);
  }

  public @Nullable Object returned(Value value) {
    steps.returned(task, value);
    return null;
  }

  public @Nullable Object raised(Value exception) {
    steps.raised(task, PythonGuest.thrower(exception));
    return null;
  }

  private @Nullable Object yields(@Nullable Object value) {
    steps.yielded(task, value);
    return null;
  }
}
