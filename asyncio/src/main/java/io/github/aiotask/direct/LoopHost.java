package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;
import io.github.aiotask.RunningLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A thread for a loop: a virtual one where those are good, for two of them hand over to each other many times faster than a
 * platform thread and another one. It stands for its caller, who waits; interrupts go both ways.
 */
final class LoopHost<T extends @Nullable Object> {
  private final FutureTask<T> work;
  private final Thread caller = LoopThread.current();
  private final Thread thread;
  private final @Nullable Mount mount;
  private final @Nullable TurnScheduler scheduler;

  private boolean ended; // guarded by this
  private boolean interrupted; // the same; what nobody has taken

  @SuppressWarnings({"nullness:method.invocation", "nullness:methodref.receiver.bound"}) // they run when this is whole
  LoopHost(Callable<T> body) {
    String name = "aiotask-loop-of-" + Thread.currentThread().getName();
    this.work = new FutureTask<>(() -> callAndEnd(body));
    if (VirtualThreads.canBeScheduled()) {
      Mount own = new Mount();
      this.mount = own;
      this.thread = Mount.newThread(own, name, this::runThread);
      this.scheduler = new TurnScheduler(name, own);
    } else {
      this.mount = null;
      this.thread = CoroutineThreads.newThread(VirtualThreads.areGood(), name, this::runThread);
      this.scheduler = null;
    }
  }

  /** Whether the current thread is a loop's already. */
  static boolean isHere() {
    return SuspendableStack.runningHere().isLoops;
  }

  T call() throws Exception {
    start();
    try {
      return result();
    } finally {
      synchronized (this) {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void start() {
    if (mount == null || scheduler == null) {
      thread.start();
    } else {
      mount.wake(scheduler);
      scheduler.start();
    }
  }

  private T result() throws Exception {
    while (true) {
      try {
        return work.get();
      } catch (InterruptedException interrupt) {
        passInterrupt();
      } catch (ExecutionException raised) {
        Throwable error = raised.getCause();
        throw error == null ? raised : Thrown.as(error);
      }
    }
  }

  /** For whoever has the turn: the loop, or a coroutine that it resumes. */
  private synchronized void passInterrupt() {
    if (ended) {
      interrupted = true;
    } else if (scheduler == null) {
      thread.interrupt(); // and if it waits, it passes it on
    } else {
      scheduler.interrupt();
    }
  }

  private void runThread() {
    SuspendableStack.Running here = SuspendableStack.runningHere();
    here.isLoops = true;
    here.mount = mount;
    LoopThread.standFor(caller);
    RunningLoop.ofThread().hostedBy(Thread.currentThread());
    work.run();
    if (scheduler != null) {
      scheduler.end();
    }
  }

  private T callAndEnd(Callable<T> body) throws Exception {
    try {
      return body.call();
    } finally {
      RunningLoop.ofThread().hostedBy(null);
      end();
    }
  }

  private synchronized void end() {
    ended = true;
    interrupted |= Thread.interrupted();
  }
}
