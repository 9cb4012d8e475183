package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.PulledRun;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import org.jspecify.annotations.Nullable;

/** Makes every step of a program as a guest does that resumes its coroutines itself: the library resumes none. */
final class Puller {
  private final Steps steps;
  private final Guest guest;

  Puller(Steps steps, Guest guest) {
    this.steps = steps;
    this.guest = guest;
  }

  /** One resume; then what came out of it. */
  private static final class Resume {
    final Coroutine<?> coroutine;
    final @Nullable Object sent;
    final @Nullable Throwable error;
    @Nullable Object yielded;
    @Nullable Throwable raised;

    Resume(Coroutine<?> coroutine, @Nullable Object sent, @Nullable Throwable error) {
      this.coroutine = coroutine;
      this.sent = sent;
      this.error = error;
    }

    Resume run() {
      try {
        yielded = error == null ? coroutine.send(sent) : coroutine.raise(error);
      } catch (Throwable thrown) {
        raised = thrown;
      }
      return this;
    }

    boolean hasReturned() {
      return yielded == Coroutine.RETURNED;
    }
  }

  // ---- steps of the kit's own loop, and by hand

  /** In the context of the task, or of who steps it by hand. */
  void step(QueuedStep step) {
    resume(step.task(), steps.begin(step));
  }

  void step(Task<?> task) {
    resume(task, steps.begin(task, null, null));
  }

  void wakeup(Task<?> task, FutureLike<?> done) {
    resume(task, steps.begin(task, done));
  }

  <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options)
      throws Exception {
    Task<T> task = steps.createTask(loop, coroutine == null ? coroutine : Pulled.of(coroutine), options); // §2.1
    if (options.eagerStart()) {
      inContext(task, this::start, task);
    }
    return task;
  }

  private void start(Task<?> task) {
    if (steps.start(task)) {
      resume(task, null);
    }
  }

  private void resume(Task<?> task, @Nullable Throwable error) {
    Resume came = new Resume(Pulled.insideOf(task), steps.sent(task), error).run();
    if (came.raised != null) {
      steps.raised(task, came.raised);
    } else if (came.hasReturned()) {
      steps.returned(task, came.coroutine.returned());
    } else {
      steps.yielded(task, came.yielded);
    }
  }

  // ---- runs of the runtime's loop

  /** Makes the steps of a run until it ends; whether its loop goes on. */
  boolean run(PulledRun run) throws Exception {
    try (run) {
      Task<?> task = run.next();
      while (task != null) {
        task = resume(run, task);
      }
      return run.goesOn();
    }
  }

  private @Nullable Task<?> resume(PulledRun run, Task<?> task) throws Exception {
    Resume came = new Resume(Pulled.insideOf(task), run.sent(), run.error());
    inContext(task, Resume::run, came);
    if (came.raised != null) {
      return run.raised(came.raised);
    }
    return came.hasReturned() ? run.returned(came.coroutine.returned()) : run.yielded(came.yielded);
  }

  private <A> void inContext(Task<?> task, Callback<A> body, A argument) throws Exception {
    Object context = task.context();
    if (context == null) {
      body.call(argument);
    } else {
      guest.runInContext(context, body, argument);
    }
  }
}
