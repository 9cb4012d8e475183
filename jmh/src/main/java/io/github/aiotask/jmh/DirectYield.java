package io.github.aiotask.jmh;

import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct;

/** Tasks in direct style that yield (§4.8) for ever: one operation is one resume. */
final class DirectYield implements Variant {
  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final DirectKind kind;
  private final int tasks;
  private final int turns;
  private long yields;

  /** With so many calls between the body and the yield. */
  DirectYield(DirectKind kind, int tasks, int depth) {
    this.kind = kind;
    this.tasks = tasks;
    this.turns = Math.max(1, kind.resumes() / tasks);
    for (int i = 0; i < tasks; i++) {
      loop.createTask(Direct.coroutine(kind.carrier(), () -> yieldForEver(depth)));
    }
  }

  private void yieldForEver(int depth) throws Exception {
    if (depth > 0) {
      yieldForEver(depth - 1);
    }
    while (true) {
      yields++;
      Direct.yieldNow();
    }
  }

  @Override
  public boolean isTimedByTheWall() {
    return kind.isTimedByTheWall();
  }

  @Override
  public int operations() {
    return turns * tasks;
  }

  @Override
  public long run() throws Exception {
    return kind.runLoop(this::turns);
  }

  private long turns() throws InterruptedException {
    for (int i = 0; i < turns; i++) {
      loop.runOnce();
    }
    return yields;
  }
}
