package io.github.aiotask.properties.run;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;

/**
 * An implementation under test whose steps the kit makes, as a guest that resumes its coroutines itself ({@link
 * io.github.aiotask.Steps}): programs give the same traces. Whoever takes a provider takes this one too.
 *
 * @param pushed the implementation
 */
public record PulledProvider(TaskRuntimeProvider pushed) implements TaskRuntimeProvider {

  @Override
  public String name() {
    return pushed.name() + " (pulled)";
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return new PulledRuntime(pushed.newRuntime(options));
  }

  /**
   * Runs one iteration of a runtime's loop (§8.24), whoever makes the steps.
   *
   * @param runtime of this provider or any other
   * @param loop which
   * @return whether the loop goes on
   * @throws Exception what leaves the run
   */
  public static boolean runOnce(TaskRuntime runtime, RunnableLoop loop) throws Exception {
    return runtime instanceof PulledRuntime pulled ? pulled.puller().run(loop.pullOnce()) : loop.runOnce();
  }
}
