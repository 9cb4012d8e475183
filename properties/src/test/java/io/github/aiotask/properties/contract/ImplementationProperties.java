package io.github.aiotask.properties.contract;

import io.github.aiotask.TaskRuntimeProvider;
import java.util.ServiceLoader;

/** The implementation keeps every rule. */
class ImplementationProperties implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();
  }
}
