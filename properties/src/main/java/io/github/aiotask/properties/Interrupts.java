package io.github.aiotask.properties;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Notices Ctrl-C, and holds the end of the JVM back until the results so far are printed. */
final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");
  private volatile boolean stopped;

  Interrupts() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    stopped = true;
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("aiotask-conform: ended without the results, which took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the JVM is to end, or this thread. */
  boolean isStopped() {
    return stopped || Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is running
    }
  }
}
