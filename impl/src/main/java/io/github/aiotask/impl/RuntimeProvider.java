package io.github.aiotask.impl;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;

/** Found by {@link java.util.ServiceLoader}. */
public final class RuntimeProvider implements TaskRuntimeProvider {

  /** For ServiceLoader. */
  public RuntimeProvider() {}

  @Override
  public String name() {
    return "aiotask";
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return new DefaultTaskRuntime(options);
  }
}
