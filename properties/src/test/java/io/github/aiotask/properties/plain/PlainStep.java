package io.github.aiotask.properties.plain;

import io.github.aiotask.QueuedStep;
import io.github.aiotask.Task;

/** A step or wakeup that waits for its turn. */
record PlainStep(Task<?> task, Runnable body) implements QueuedStep {
  @Override
  public void run() {
    body.run();
  }
}
