package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.LoopError;
import io.github.aiotask.Poller;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime.Options;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** A runtime, a loop that never sleeps, and what it reported. */
final class Rig {
  static final PythonVersion OLD = PythonVersion.PYTHON_3_4;
  static final PythonVersion NEW = PythonVersion.PYTHON_3_14;

  /** Writes down how long the loop wanted to sleep; time is set by hand. */
  static class HandPoller implements Poller {
    final List<Long> polls = new ArrayList<>();
    long now;

    @Override
    public long time() {
      return now;
    }

    @Override
    public void poll(long nanos) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      polls.add(nanos);
    }

    @Override
    public void wakeup() {}

    long last() {
      return polls.get(polls.size() - 1);
    }
  }

  final DefaultTaskRuntime runtime;
  final HandPoller poller = new HandPoller();
  final FifoEventLoop loop;
  final List<LoopError> reports = new ArrayList<>();

  Rig() {
    this(NEW);
  }

  Rig(PythonVersion version) {
    this(options(version));
  }

  Rig(Options options) {
    runtime = new DefaultTaskRuntime(options);
    loop = (FifoEventLoop) runtime.newLoop(poller);
    loop.setExceptionHandler(reports::add);
  }

  static Options options(PythonVersion version) {
    return Options.DEFAULT.withVersion(version).withGuest(new KindGuest());
  }

  static Rig observed(TaskObserver observer) {
    return new Rig(options(NEW).withObserver(observer));
  }

  /** Runs that many iterations. */
  void spin(int iterations) {
    try {
      for (int i = 0; i < iterations; i++) {
        loop.runOnce();
      }
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
  }

  LoopFuture<Object> future() {
    return (LoopFuture<Object>) loop.createFuture();
  }

  CoroutineTask<Object> task(Script script) {
    return (CoroutineTask<Object>) loop.createTask(script);
  }

  /** A task that waits for a future that nobody completes. */
  CoroutineTask<Object> waitingTask() {
    CoroutineTask<Object> task = task(Script.awaiting(future()));
    spin(1);
    return task;
  }

  List<Object> allTasks() {
    return runtime.registry().allTasks(loop);
  }

  /** As if the garbage collector had found it unreachable. */
  static void collect(LoopFuture<?> future) {
    Reference<?> tracker = future.tracker;
    if (tracker != null) {
      tracker.enqueue();
    }
  }

  static void assertKinds(List<LoopError> reports, LoopError.Kind... kinds) {
    assertEquals(List.of(kinds), reports.stream().map(LoopError::kind).toList(), reports::toString);
  }

  /** The task's outcome if it is done; its result or error. */
  static Object outcome(Task<?> task) {
    try {
      return task.result();
    } catch (Throwable error) {
      return error;
    }
  }
}
