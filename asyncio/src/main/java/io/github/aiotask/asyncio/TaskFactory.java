package io.github.aiotask.asyncio;

import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** How tasks are made (§10.3): {@link TaskRuntime#createTask} is one. */
@FunctionalInterface
public interface TaskFactory {

  /**
   * Makes a task.
   *
   * @param <T> what the coroutine returns
   * @param loop where it is to be scheduled
   * @param coroutine what to run
   * @param options name, context, whether an eager start was asked for
   * @return the task
   */
  <T extends @Nullable Object> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options);
}
