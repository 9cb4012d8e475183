package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.LoopError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.properties.program.Op;
import java.util.function.Consumer;

/** The runtime's own loop. */
final class RuntimeLoop implements LoopDriver {
  private final RunnableLoop loop;

  RuntimeLoop(RunnableLoop loop, Consumer<LoopError> handler) {
    this.loop = loop;
    loop.setExceptionHandler(handler::accept);
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public boolean runOnce() throws InterruptedException {
    return loop.runOnce();
  }

  @Override
  public boolean hasWork() {
    return loop.readyCount() > 0 || loop.nextDeadline() != Long.MAX_VALUE;
  }

  @Override
  public int readyCount() {
    return loop.readyCount();
  }

  @Override
  public void close() {
    loop.close();
  }

  @Override
  public boolean isClosed() {
    return loop.isClosed();
  }

  @Override
  public RunnableLoop runnable(Op op) {
    return loop;
  }
}
