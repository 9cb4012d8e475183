package io.github.aiotask.direct;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** On a continuation of the JVM. */
final class ContinuationStack extends SuspendableStack {
  private @Nullable Object continuation; // from the first entry on
  private final Thread thread = Thread.currentThread(); // of the first entry, which is now
  private final Running ofThread = runningHere();

  ContinuationStack(Callable<?> body) {
    super(body);
  }

  @Override
  Carrier carrier() {
    return Carrier.CONTINUATION;
  }

  @Override
  StackTraceElement[] frames() {
    Object present = continuation;
    return present == null ? new StackTraceElement[0] : Continuations.stackTrace(present);
  }

  @Override
  void enter() {
    Object present = continuation;
    if (present == null) {
      present = Continuations.create(this::runBody);
      continuation = present;
    }
    Running here = running(Thread.currentThread());
    SuspendableStack outer = here.stack;
    here.stack = this;
    try {
      Continuations.run(present);
    } finally {
      here.stack = outer;
    }
  }

  /**
   * Compiled frames remember which thread they run in: in another one they would find its locks and thread-locals. If it has
   * ended, the coroutine can still be closed.
   */
  private Running running(Thread current) {
    if (thread == current) {
      return ofThread;
    }
    if (isClosing() && !thread.isAlive()) {
      return runningHere();
    }
    throw new IllegalStateException(
        "the coroutine was started in the thread " + thread.getName() + " and cannot go on in " + current.getName()
            + ": run its loop in one thread, or create it on another carrier");
  }

  @Override
  void leave() {
    try {
      Continuations.yield();
    } catch (IllegalStateException pinned) {
      out = null;
      throw new IllegalStateException(
          "the coroutine cannot be suspended here, in a monitor, a class initializer or below native code ("
              + pinned.getMessage() + "): await outside of it, or create the coroutine on another carrier",
          pinned);
    }
  }
}
