package io.github.aiotask.jmh;

import io.github.aiotask.FutureLike;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;

/** Chains of tasks, each awaiting the next: the first is cancelled (§6.8), and the cancellation comes up (§6.2). */
final class CancelChain implements Variant {
  private static final int CHAINS = 1000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final int depth;

  CancelChain(int depth) {
    this.depth = depth;
  }

  /** One operation is one task of a chain. */
  @Override
  public int operations() {
    return CHAINS * depth;
  }

  @Override
  public long run() throws InterruptedException {
    long cancelled = 0;
    for (int i = 0; i < CHAINS; i++) {
      FutureLike<?> awaited = loop.createFuture();
      Task<Long> first = loop.createTask(new Waiting(awaited));
      for (int level = 1; level < depth; level++) {
        first = loop.createTask(new Waiting(first));
      }
      loop.runOnce(); // all await
      first.cancel();
      while (!first.isDone()) {
        loop.runOnce();
      }
      cancelled += first.isCancelled() ? 1 : 0;
    }
    return cancelled;
  }
}
