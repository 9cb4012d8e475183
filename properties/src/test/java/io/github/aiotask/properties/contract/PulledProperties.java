package io.github.aiotask.properties.contract;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.run.PulledProvider;
import java.util.ServiceLoader;
import net.jqwik.api.Tag;

/** The implementation keeps every rule whose programs run steps that the guest makes, too. */
@Tag("once")
class PulledProperties implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return new PulledProvider(ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow());
  }
}
