/** The implementation of io.github.aiotask.api: tasks, futures, loops. ServiceLoader finds it. */
module io.github.aiotask.impl {
  requires transitive io.github.aiotask.api;
  requires static org.jspecify;
  requires static org.checkerframework.checker.qual;

  provides io.github.aiotask.TaskRuntimeProvider with
      io.github.aiotask.impl.RuntimeProvider;
}
