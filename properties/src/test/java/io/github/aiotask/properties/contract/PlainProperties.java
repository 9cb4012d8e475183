package io.github.aiotask.properties.contract;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import net.jqwik.api.Tag;

/** A second implementation keeps every rule too: the contracts are not made to fit one of them. It is plain code of one thread. */
@Tag("once")
class PlainProperties implements RuntimeContract {
  @Override
  public TaskRuntimeProvider provider() {
    return new PlainRuntimeProvider();
  }
}
