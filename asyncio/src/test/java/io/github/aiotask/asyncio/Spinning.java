package io.github.aiotask.asyncio;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;

/** A loop that runs for ever in a thread of its own, for tests of what other threads do. */
final class Spinning implements AutoCloseable {
  final RunnableLoop loop;
  final Asyncio asyncio;
  private final Thread thread;

  Spinning() {
    TaskRuntime runtime = TaskRuntime.load();
    loop = runtime.newLoop();
    asyncio = Asyncio.on(runtime, loop);
    thread =
        new Thread(
            () -> {
              try {
                loop.runForever();
              } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
              }
            },
            "spinning");
    thread.setDaemon(true);
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  /** Stops the loop, waits for its thread and closes it here. */
  @Override
  public void close() {
    if (loop.isClosed()) {
      return;
    }
    loop.callSoonThreadsafe(loop::stop);
    try {
      thread.join();
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
    loop.close();
  }
}
