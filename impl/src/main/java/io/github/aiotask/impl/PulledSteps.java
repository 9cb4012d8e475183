package io.github.aiotask.impl;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.impl.CoroutineTask.Report;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The public face of pulled steps: each is the task's own to make. */
final class PulledSteps implements Steps {
  private final DefaultTaskRuntime runtime;

  PulledSteps(DefaultTaskRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options) {
    return runtime.createPulled(loop, coroutine, options);
  }

  @Override
  public boolean start(Task<?> task) {
    return own(task).beginEagerly();
  }

  @Override
  public @Nullable Throwable begin(QueuedStep step) {
    Objects.requireNonNull(step, "begin(step): the step is null");
    return begin(own(step.task()), step);
  }

  static @Nullable Throwable begin(CoroutineTask<?> task, QueuedStep step) {
    if (step == task) {
      return task.beginQueued();
    }
    if (step instanceof CoroutineTask.Entry entry) {
      return task.beginEntry(entry.argument());
    }
    if (step instanceof LoopFuture.Wakeup wakeup) {
      return task.beginWakeup(wakeup.done());
    }
    throw new IllegalArgumentException("begin(step): the step is what the task's loop was given, not a " + step.getClass().getName());
  }

  @Override
  public @Nullable Throwable begin(Task<?> task, @Nullable Object value, @Nullable Throwable error) {
    return own(task).begin(value, error);
  }

  @Override
  public @Nullable Throwable begin(Task<?> task, FutureLike<?> done) {
    Objects.requireNonNull(done, "begin(task, done): the future is null");
    return own(task).beginWakeup(done);
  }

  @Override
  public @Nullable Object sent(Task<?> task) {
    return own(task).home.takeSent();
  }

  @Override
  public void yielded(Task<?> task, @Nullable Object value) {
    own(task).report(Report.YIELDED, value);
  }

  @Override
  public void returned(Task<?> task, @Nullable Object value) {
    own(task).report(Report.RETURNED, value);
  }

  @Override
  public void raised(Task<?> task, Throwable error) {
    own(task).report(Report.RAISED, Objects.requireNonNull(error, "raised(task, error): the error is null"));
  }

  private CoroutineTask<?> own(Task<?> task) {
    if (task instanceof CoroutineTask<?> own && runtime.owns(own)) {
      return own;
    }
    Objects.requireNonNull(task, "the task is null");
    throw new IllegalArgumentException("steps are of this runtime's tasks, not of a " + task.getClass().getName());
  }
}
