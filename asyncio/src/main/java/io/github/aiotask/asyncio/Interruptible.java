package io.github.aiotask.asyncio;

import io.github.aiotask.Interrupts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be interrupted while a thread runs it. Before and after that the thread is not touched: it is a pool's, which
 * has other work too. Any thread.
 */
final class Interruptible<T extends @Nullable Object> implements Callable<T> {
  private final Callable<T> body;
  private final Object lock = new Object();

  // Guarded by the lock.
  private @Nullable Thread thread; // while the body runs
  private boolean begun;
  private boolean asked;

  Interruptible(Callable<T> body) {
    this.body = body;
  }

  @Override
  public T call() throws Exception {
    begin();
    try {
      return body.call();
    } catch (InterruptedException error) {
      if (isAsked()) {
        Interrupts.outcome(error); // the body has taken it: it is no interrupt of the pool's
      }
      throw error;
    } finally {
      end();
    }
  }

  private void begin() throws InterruptedException {
    synchronized (lock) {
      if (asked) {
        InterruptedException error = new InterruptedException("interrupted before it began");
        Interrupts.outcome(error);
        throw error;
      }
      begun = true;
      thread = Thread.currentThread();
    }
  }

  /** What the body has not taken is not for who has the thread next. */
  private void end() {
    synchronized (lock) {
      thread = null;
      if (asked) {
        Thread.interrupted();
      }
    }
  }

  private boolean isAsked() {
    synchronized (lock) {
      return asked;
    }
  }

  /**
   * Interrupts the thread if the body runs, and keeps it from running if it has not begun.
   *
   * @return whether it has begun
   */
  boolean interrupt() {
    synchronized (lock) {
      asked = true;
      if (thread != null) {
        thread.interrupt();
      }
      return begun;
    }
  }
}
