package io.github.aiotask.properties.functions;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.asyncio.TaskGroup;
import org.jspecify.annotations.Nullable;

/** A group of tasks that a body is in. */
public final class GroupScope implements Scope {
  private final TaskGroup group;

  GroupScope(TaskGroup group) {
    this.group = group;
  }

  /** Creates a task in it. */
  public Task<?> createTask(Coroutine<?> coroutine, TaskOptions options) {
    return group.createTask(coroutine, options);
  }

  @Override
  public Coroutine<?> exit(@Nullable Throwable leaving) {
    return group.exit(leaving);
  }
}
