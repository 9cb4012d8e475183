package io.github.aiotask.properties.plain.functions;

import io.github.aiotask.EventLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.functions.Functions;
import io.github.aiotask.properties.functions.FunctionsProvider;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import org.jspecify.annotations.Nullable;

/** Plain runtimes with plain functions, which have a fault or none. */
public final class PlainFunctionsProvider implements TaskRuntimeProvider, FunctionsProvider {
  private final TaskRuntimeProvider runtimes = new PlainRuntimeProvider();
  private final @Nullable FunctionFault fault;

  public PlainFunctionsProvider(@Nullable FunctionFault fault) {
    this.fault = fault;
  }

  @Override
  public String name() {
    return fault == null ? "plain functions" : "plain functions with " + fault;
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return runtimes.newRuntime(options);
  }

  @Override
  public Functions functions(TaskRuntime runtime, EventLoop loop) {
    return new PlainFunctions(runtime, loop, fault);
  }
}
