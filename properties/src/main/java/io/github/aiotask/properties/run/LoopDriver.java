package io.github.aiotask.properties.run;

import io.github.aiotask.EventLoop;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.properties.program.Op;
import org.jspecify.annotations.Nullable;

/** A loop that a program runs: the runtime's or the kit's own. */
interface LoopDriver {

  EventLoop loop();

  /** Runs one iteration; whether the loop goes on. */
  boolean runOnce() throws Exception;

  /** Whether there is something ready, or a timer. */
  boolean hasWork();

  int readyCount();

  void close();

  boolean isClosed();

  /** The runtime's own loop, for an instruction that only that has. */
  default RunnableLoop runnable(Op op) {
    throw missing(op);
  }

  /** Runs until a stop. */
  default void runForever() throws Exception {
    throw missing(Op.FOREVER);
  }

  /** Runs until the future of that name is done; its result. */
  default @Nullable Object runUntilComplete(World world, String future) throws Exception {
    throw missing(Op.COMPLETE);
  }

  /** Runs the handle at the head of the ready queue now. */
  default void dispatch() {
    throw missing(Op.DISPATCH);
  }

  private static RuntimeException missing(Op op) {
    return Raised.as(KitError.parse("NotImplementedError(" + op.text() + ")"));
  }
}
