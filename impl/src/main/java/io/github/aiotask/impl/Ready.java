package io.github.aiotask.impl;

/** An entry of the ready queue: a task, which is its own entry, or a handle. */
interface Ready {

  /** Runs it in this loop, on its thread, once for each time it was queued; whether the loop is to queue it again. */
  boolean run(LoopState loop) throws Exception;
}
