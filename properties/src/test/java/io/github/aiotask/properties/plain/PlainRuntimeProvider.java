package io.github.aiotask.properties.plain;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import org.jspecify.annotations.Nullable;

/** Creates plain runtimes, each with the same fault or with none. Not in META-INF/services: tests name it. */
public final class PlainRuntimeProvider implements TaskRuntimeProvider {
  private final @Nullable Fault fault;

  public PlainRuntimeProvider() {
    this(null);
  }

  private PlainRuntimeProvider(@Nullable Fault fault) {
    this.fault = fault;
  }

  public static PlainRuntimeProvider with(Fault fault) {
    return new PlainRuntimeProvider(fault);
  }

  @Override
  public String name() {
    return fault == null ? "plain" : "plain with " + fault;
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return new PlainRuntime(options, fault);
  }
}
