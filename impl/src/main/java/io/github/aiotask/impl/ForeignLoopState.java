package io.github.aiotask.impl;

import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskRuntime;
import org.checkerframework.checker.index.qual.NonNegative;

/** A loop of another make: tasks are its callbacks' arguments, and are tracked from the start. */
final class ForeignLoopState extends LoopState {
  private final TaskLoop loop;

  ForeignLoopState(TaskLoop loop, TaskRuntime.Options options, VersionRules rules) {
    super(options, rules, false);
    this.loop = loop;
  }

  @Override
  TaskLoop loop() {
    return loop;
  }

  @Override
  void makeRoom(@NonNegative int entries) {} // it has its own queue

  @Override
  void schedule(CoroutineTask<?> task) {
    loop.scheduleStep(task, task.context()); // §3.19
  }

  @Override
  void schedule(LoopHandle<?> handle) {
    handle.scheduleOn(loop);
  }

  @Override
  void lookAtForeign() {
    debug = loop.isDebug();
    reportCollected();
  }
}
