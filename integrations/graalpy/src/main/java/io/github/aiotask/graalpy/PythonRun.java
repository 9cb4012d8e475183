package io.github.aiotask.graalpy;

import io.github.aiotask.Future;
import io.github.aiotask.PulledRun;
import io.github.aiotask.Task;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** A run of a loop, as Python makes its steps: each answer is the next task, or what raises in it; null when the run has ended. */
public final class PythonRun implements AutoCloseable {
  private final PythonGuest guest;
  private final PulledRun run;

  PythonRun(PythonGuest guest, PulledRun run) {
    this.guest = guest;
    this.run = run;
  }

  public @Nullable Object next() throws InterruptedException {
    return handOut(run.next());
  }

  /** A bare yield. */
  public @Nullable Object passed() throws InterruptedException {
    return handOut(run.yielded(null));
  }

  /** A future of ours was yielded. */
  public @Nullable Object awaited(Future<?> future) throws InterruptedException {
    return handOut(run.yielded(future));
  }

  public @Nullable Object yielded(Value value) throws InterruptedException {
    return handOut(run.yielded(value));
  }

  public @Nullable Object returned(Value value) throws InterruptedException {
    return handOut(run.returned(value));
  }

  public @Nullable Object raised(Value exception) throws InterruptedException {
    return handOut(run.raised(PythonGuest.thrower(exception)));
  }

  public @Nullable Object notResumed(Value exception) throws InterruptedException {
    run.notResumed(PythonGuest.thrower(exception));
    return next();
  }

  private @Nullable Object handOut(@Nullable Task<?> task) {
    if (task == null) {
      return null;
    }
    Throwable error = run.error();
    return error == null ? task.owner() : guest.throwing(task.owner(), error);
  }

  @Override
  public void close() {
    run.close();
  }
}
