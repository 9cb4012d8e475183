package io.github.aiotask.properties.functions;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;

/** A group of tasks that a body is in. */
public interface GroupScope extends Scope {

  /** Creates a task in it. */
  Task<?> createTask(Coroutine<?> coroutine, TaskOptions options);

  /** Cancels it; from Python 3.15 on. */
  void cancel();
}
