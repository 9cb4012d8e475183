package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.LoopError;
import io.github.aiotask.PulledCoroutine;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A guest's loop that makes the steps itself: it never calls what a step is queued with. */
final class PullingLoop implements TaskLoop {
  /** No callback: a step. */
  private record Call<A>(Callback<? super A> callback, A argument) {
    void run() throws Exception {
      callback.call(argument);
    }
  }

  private final Queue<Call<?>> queue = new ArrayDeque<>();
  final List<Throwable> errors = new ArrayList<>();
  final List<LoopError> reports = new ArrayList<>();
  private boolean running;

  /** Runs until nothing is left. */
  void runAll(Steps steps) {
    running = true;
    for (Call<?> call = queue.poll(); call != null; call = queue.poll()) {
      try {
        if (call.callback() == null) {
          pull(steps, (QueuedStep) call.argument());
        } else {
          call.run();
        }
      } catch (Throwable error) {
        errors.add(error);
      }
    }
    running = false;
  }

  /** Takes the next entry, which is a step, out of the queue. */
  QueuedStep nextStep() {
    return (QueuedStep) queue.remove().argument();
  }

  static void pull(Steps steps, QueuedStep step) {
    resume(steps, step.task(), steps.begin(step));
  }

  /** Resumes the coroutine as a guest does, and reports. */
  static void resume(Steps steps, Task<?> task, Throwable error) {
    Coroutine<?> coroutine = ((Guests) task.coroutine()).right();
    Object yielded;
    try {
      yielded = error == null ? coroutine.send(steps.sent(task)) : coroutine.raise(error);
    } catch (Throwable raised) {
      steps.raised(task, raised);
      return;
    }
    if (yielded == Coroutine.RETURNED) {
      steps.returned(task, coroutine.returned());
    } else {
      steps.yielded(task, yielded);
    }
  }

  /** A coroutine that the library cannot resume. */
  record Guests(Coroutine<Object> right) implements PulledCoroutine<Object> {
    @Override
    public void close() throws Throwable {
      right.close();
    }
  }

  @Override
  public void scheduleStep(QueuedStep step, Object context) {
    queue.add(new Call<>(null, step));
  }

  @Override
  public <A> void schedule(Callback<? super A> callback, A argument, Object context) {
    queue.add(new Call<>(callback, argument));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isDebug() {
    return false;
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    reports.add(error);
  }
}
