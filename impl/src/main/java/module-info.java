/** The implementation of io.github.aiotask; ServiceLoader finds it. Exported is what uses the api alone. */
module io.github.aiotask.impl {
  requires transitive io.github.aiotask;
  requires static org.jspecify;
  requires static org.checkerframework.checker.qual;

  exports io.github.aiotask.asyncio;
  exports io.github.aiotask.direct;

  provides io.github.aiotask.TaskRuntimeProvider with
      io.github.aiotask.impl.RuntimeProvider;
}
