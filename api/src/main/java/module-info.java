/** The interfaces of asyncio's Task for the JVM: coroutines, futures, tasks, loops, and what a guest language answers. */
module io.github.aiotask.api {
  requires static org.jspecify;

  exports io.github.aiotask;

  uses io.github.aiotask.TaskRuntimeProvider;
}
