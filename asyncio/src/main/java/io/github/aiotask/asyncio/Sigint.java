package io.github.aiotask.asyncio;

import io.github.aiotask.LoopThread;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A thread that Ctrl-C interrupts while it runs something (§10.58). SIGINT is the process's, so there is one handler for all such
 * threads, from the first to the last; the second SIGINT gives it back: whatever runs on, the third one ends the JVM.
 */
final class Sigint {
  private static final int EXIT_CODE = 130; // of who ends by SIGINT
  private static final int MOST = 2;

  private static final Object LOCK = new Object();

  // Guarded by the lock.
  private static final List<Sigint> ALL = new ArrayList<>();
  private static @Nullable Object former; // who heard of it before; null while that still does
  private static int signals; // since it was taken over

  private final Thread thread = LoopThread.current();
  private boolean met; // guarded by the lock

  private Sigint() {}

  /**
   * Calls a body, whose thread each SIGINT interrupts meanwhile.
   *
   * @return its result
   * @throws InterruptedException if there was one, and the body ends by it or has not taken notice; if nobody catches that in this thread,
   *     the JVM exits with 130
   */
  static <T extends @Nullable Object> T during(Callable<T> body) throws Exception {
    Sigint own = begin();
    T result;
    try {
      result = body.call();
    } catch (InterruptedException interrupt) {
      if (own.end()) {
        own.exitIfUncaught(interrupt);
      }
      throw interrupt;
    } catch (Throwable error) {
      own.end();
      throw error;
    }
    if (own.end() && Thread.interrupted()) {
      InterruptedException late = new InterruptedException("SIGINT");
      own.exitIfUncaught(late);
      throw late;
    }
    return result;
  }

  private static Sigint begin() {
    synchronized (LOCK) {
      if (former == null) {
        former = Signals.handle(Sigint::interruptAll);
        signals = 0;
      }
      Sigint own = new Sigint();
      ALL.add(own);
      return own;
    }
  }

  /** Whether there was a signal. */
  private boolean end() {
    synchronized (LOCK) {
      ALL.remove(this);
      if (ALL.isEmpty()) {
        giveBack();
      }
      return met;
    }
  }

  /** Holding the lock. */
  private static void giveBack() {
    Object before = former;
    if (before != null) {
      former = null;
      Signals.giveBack(before);
    }
  }

  /** In a thread of the JVM's. */
  private static void interruptAll() {
    synchronized (LOCK) {
      signals++;
      for (Sigint one : ALL) {
        one.met = true;
        one.thread.interrupt();
      }
      if (signals >= MOST) {
        giveBack();
      }
    }
  }

  /** As Python does it with a KeyboardInterrupt that nobody catches. */
  private void exitIfUncaught(InterruptedException interrupt) {
    UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler(
        (where, error) -> {
          if (before != null) {
            before.uncaughtException(where, error);
          }
          if (error == interrupt) {
            System.exit(EXIT_CODE);
          }
        });
  }
}
