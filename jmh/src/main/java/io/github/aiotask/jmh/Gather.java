package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import java.util.ArrayList;
import java.util.List;

/** A gather (§10.5) of children that return in their first step. One operation is one child, with its task and its coroutine. */
final class Gather implements Variant {
  private final TaskRuntime runtime = TaskRuntime.load();
  private final RunnableLoop loop = runtime.newLoop();
  private final Asyncio asyncio = Asyncio.on(runtime, loop);
  private final int children;

  Gather(int children) {
    this.children = children;
  }

  @Override
  public int operations() {
    return children;
  }

  @Override
  public long run() throws Exception {
    List<Coroutine<Long>> coroutines = new ArrayList<>(children);
    for (int i = 0; i < children; i++) {
      coroutines.add(new Returning(i));
    }
    List<Long> results = loop.runUntilComplete(asyncio.gather(coroutines));
    long sum = 0;
    for (Long result : results) {
      sum += result;
    }
    return sum;
  }
}
