package com.example;

import com.example.ToyCoroutine.Answer;
import com.example.ToyCoroutine.Raises;
import com.example.ToyCoroutine.Returns;
import com.example.ToyCoroutine.Yields;
import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.PulledRun;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;

/** Has the language resume its coroutines itself. */
final class Puller {
  private final Toy toy;
  private final Steps steps;

  Puller(Toy toy) {
    this.toy = toy;
    this.steps = toy.runtime.steps();
  }

  void createTask(TaskLoop loop, Coroutine<Value> coroutine, TaskOptions options) throws Exception {
    Task<Value> task = steps.createTask(loop, coroutine, options);
    if (options.eagerStart()) {
      toy.inContext(task.context(), this::start, task);
    }
  }

  private void start(Task<?> task) {
    if (steps.start(task)) {
      resume(task, null);
    }
  }

  /** What the loop does with a queued step, in the task's context. */
  void step(QueuedStep step) {
    resume(step.task(), steps.begin(step));
  }

  void step(Task<?> task, Value value, ToyError error) {
    resume(task, steps.begin(task, value, error == null ? null : error.raised));
  }

  void wakeup(Task<?> task, FutureLike<?> done) {
    resume(task, steps.begin(task, done));
  }

  private void resume(Task<?> task, Throwable error) {
    ToyCoroutine coroutine = (ToyCoroutine) task.coroutine();
    Answer answer;
    try {
      answer = coroutine.resume((Value) steps.sent(task), error == null ? null : ToyError.of(error));
    } catch (Throwable failure) { // of the interpreter
      steps.raised(task, failure);
      return;
    }
    if (answer instanceof Yields yields) {
      steps.yielded(task, yields.value());
    } else if (answer instanceof Returns returns) {
      steps.returned(task, returns.value());
    } else {
      steps.raised(task, ((Raises) answer).error().raised);
    }
  }

  /** Runs the library's own loop, which begins the steps itself and hands out one after the other. */
  void run(RunnableLoop loop) throws Exception {
    try (PulledRun run = loop.pullForever()) {
      Task<?> task = run.next();
      while (task != null) {
        task = resume(run, task);
      }
    }
  }

  /** In the task's context, but for the report; gives the next task. */
  private Task<?> resume(PulledRun run, Task<?> task) throws Exception {
    ToyCoroutine coroutine = (ToyCoroutine) task.coroutine();
    Throwable error = run.error();
    ToyError raised = error == null ? null : ToyError.of(error);
    Answer[] answer = new Answer[1];
    try {
      toy.inContext(task.context(), sent -> answer[0] = coroutine.resume(sent, raised), (Value) run.sent());
    } catch (Throwable failure) { // of the interpreter
      return run.raised(failure);
    }
    if (answer[0] instanceof Yields yields) {
      return run.yielded(yields.value());
    }
    if (answer[0] instanceof Returns returns) {
      return run.returned(returns.value());
    }
    return run.raised(((Raises) answer[0]).error().raised);
  }
}
