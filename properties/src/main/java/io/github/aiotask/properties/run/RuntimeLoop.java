package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.properties.program.Op;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runtime's own loop. */
final class RuntimeLoop implements LoopDriver {
  private final RunnableLoop loop;
  private final @Nullable Puller puller;

  /** Whose steps the puller makes, if there is one. */
  RuntimeLoop(RunnableLoop loop, Consumer<LoopError> handler, @Nullable Puller puller) {
    this.loop = loop;
    this.puller = puller;
    loop.setExceptionHandler(handler::accept);
  }

  @Override
  public EventLoop loop() {
    return loop instanceof HostedLoop host ? host.hosted() : loop;
  }

  @Override
  public boolean runOnce() throws Exception {
    return puller == null ? loop.runOnce() : puller.run(loop.pullOnce());
  }

  @Override
  public void runForever() throws Exception {
    if (puller == null) {
      loop.runForever();
    } else {
      puller.run(loop.pullForever());
    }
  }

  @Override
  public @Nullable Object runUntilComplete(World world, String name) throws Exception {
    Future<@Nullable Object> future = world.future(name);
    if (puller == null) {
      return loop.runUntilComplete(future);
    }
    puller.run(loop.pullUntilComplete(future));
    return future.result();
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
