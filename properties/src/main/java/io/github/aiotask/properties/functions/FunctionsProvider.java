package io.github.aiotask.properties.functions;

import io.github.aiotask.EventLoop;
import io.github.aiotask.TaskRuntime;

/** For a provider of a runtime that has functions of its own: chapter 10 is checked with them then. */
public interface FunctionsProvider {

  /**
   * The functions for a loop.
   *
   * @param runtime one of this provider's
   * @param loop any loop
   */
  Functions functions(TaskRuntime runtime, EventLoop loop);
}
