package io.github.aiotask.guest;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.guest.ToyGenerator.Step;
import java.util.ArrayList;
import java.util.List;

/** A toy runtime: the library with the toy language's answers, a loop of each make, and what the library's reported. */
final class ToyWorld {
  final PythonVersion version;
  final ToyGuest guest = new ToyGuest();
  final TaskRuntime runtime;
  final ToyPoller poller = new ToyPoller();
  final RunnableLoop loop;
  final ToyLoop toyLoop = new ToyLoop(guest);
  final List<LoopError> reports = new ArrayList<>();

  /** What toy programs note. */
  final List<Object> log = new ArrayList<>();

  ToyWorld(PythonVersion version) {
    this.version = version;
    runtime = TaskRuntime.load(TaskRuntime.Options.DEFAULT.withVersion(version).withGuest(guest));
    guest.registry = runtime.registry();
    loop = runtime.newLoop(poller);
    loop.setExceptionHandler(reports::add);
  }

  boolean since(int minor) {
    return version.minor() >= minor;
  }

  Task<Object> task(Step... steps) {
    return taskOn(loop, steps);
  }

  Task<Object> taskOn(TaskLoop where, Step... steps) {
    return taskOf(where, new ToyGenerator(steps));
  }

  Task<Object> taskOf(TaskLoop where, Coroutine<Object> coroutine) {
    return runtime.createTask(where, coroutine, TaskOptions.DEFAULT);
  }

  ToyTask toyTask(TaskLoop where, boolean waitsByCallback, Step... steps) {
    return new ToyTask(guest, runtime.registry(), where, waitsByCallback, new ToyGenerator(steps));
  }

  Future<Object> future() {
    return runtime.createFuture(loop);
  }

  Future<Object> toyLoopFuture() {
    return runtime.createFuture(toyLoop);
  }

  ToyFuture toyFuture() {
    return new ToyFuture(guest, loop);
  }

  void runOnce() {
    try {
      loop.runOnce();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
  }

  /** Runs until nothing is ready in either loop. */
  void runUntilIdle() {
    for (int iterations = 0; loop.readyCount() > 0 || toyLoop.size() > 0; iterations++) {
      if (iterations == 1000) {
        throw new AssertionError("no end after 1000 iterations");
      }
      if (loop.readyCount() > 0) {
        runOnce();
      }
      toyLoop.runOnce();
    }
  }

  /** The errors that were reported, in both loops. */
  List<Throwable> reported() {
    List<Throwable> errors = new ArrayList<>();
    reports.forEach(report -> errors.add(report.exception()));
    toyLoop.reports.forEach(report -> errors.add(report.exception()));
    return errors;
  }
}
