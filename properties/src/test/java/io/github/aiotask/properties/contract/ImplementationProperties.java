package io.github.aiotask.properties.contract;

import io.github.aiotask.TaskRuntimeProvider;
import java.util.ServiceLoader;
import net.jqwik.api.Tag;

/** The implementation keeps every rule. On a second JDK the module consumer runs the same contract on it. */
@Tag("once")
class ImplementationProperties implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();
  }
}
