package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.properties.program.Op;

/** A loop that a program runs: the runtime's or the kit's own. */
interface LoopDriver {

  EventLoop loop();

  /** Runs one iteration; whether the loop goes on. */
  boolean runOnce() throws InterruptedException;

  /** Whether there is something ready, or a timer. */
  boolean hasWork();

  int readyCount();

  void close();

  boolean isClosed();

  /** The runtime's own loop, for an instruction that only that has. */
  default RunnableLoop runnable(Op op) {
    throw missing(op);
  }

  /** Runs the handle at the head of the ready queue now. */
  default void dispatch() {
    throw missing(Op.DISPATCH);
  }

  private static RuntimeException missing(Op op) {
    return Raised.as(KitError.parse("NotImplementedError(" + op.text() + ")"));
  }
}
