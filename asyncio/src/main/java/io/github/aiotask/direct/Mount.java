package io.github.aiotask.direct;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one virtual thread: mounts it on the thread of a {@link TurnScheduler} while it belongs to one, and leaves it
 * to the JVM's scheduler else. Virtual threads that its code creates inherit it; those are the JVM's too.
 */
final class Mount implements Executor {
  private @Nullable Thread thread;
  private @Nullable Runnable continuation; // from the start on
  private volatile @Nullable TurnScheduler scheduler;
  private volatile boolean runnable; // it can go on, and the JVM was not told

  /** A virtual thread with a mount of its own. */
  static Thread newThread(Mount mount, String name, Runnable body) {
    Thread created = VirtualThreads.create(mount, name, body);
    mount.thread = created;
    return created;
  }

  @Nullable TurnScheduler scheduler() {
    return scheduler;
  }

  Thread thread() {
    Thread present = thread;
    if (present == null) {
      throw new AssertionError("a mount is of one thread");
    }
    return present;
  }

  boolean isRunnable() {
    return runnable;
  }

  /** From the thread itself when it is started or suspended for a moment; else from whoever ends its wait. */
  @Override
  public void execute(Runnable given) {
    Runnable own = continuation;
    if (own == null) {
      own = given;
      continuation = given;
    }
    TurnScheduler present = scheduler;
    if (given != own || present == null) {
      VirtualThreads.runSomewhere(given);
    } else {
      runnable = true;
      present.wake();
    }
  }

  /** Lets the thread run up to where it is suspended or waits. On a platform thread. */
  void run() {
    runnable = false;
    Runnable own = continuation;
    if (own != null) {
      own.run();
    }
  }

  /** The owner's side: lets the thread go on, on this scheduler from now on; null: on the JVM's. */
  void wake(@Nullable TurnScheduler next) {
    if (scheduler != next) {
      scheduler = next;
    }
    if (continuation == null) {
      thread().start();
    } else if (!runnable) {
      LockSupport.unpark(thread());
    } else if (next == null) {
      runnable = false;
      VirtualThreads.runSomewhere(continuation);
    }
  }
}
