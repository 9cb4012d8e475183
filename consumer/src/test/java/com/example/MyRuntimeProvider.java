package com.example;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import java.util.ServiceLoader;

/** Of the runtime under test, which here is the library's own. */
final class MyRuntimeProvider implements TaskRuntimeProvider {
  private final TaskRuntimeProvider library = ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();

  @Override
  public String name() {
    return "mine";
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return library.newRuntime(options);
  }
}
