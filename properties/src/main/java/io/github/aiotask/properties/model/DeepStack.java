package io.github.aiotask.properties.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For what goes deep now and then: tasks that wait for each other in a chain are cancelled by a call in a call in a call. */
final class DeepStack {
  private static final long SIZE = 1L << 30; // bytes; those that are used count only

  private DeepStack() {}

  /** Computes something that depends on nothing else: once more, on a large stack, if the one of this thread has ended. */
  static <T> T compute(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError deep) {
      return new Computation<>(work).onLargeStack();
    }
  }

  private static final class Computation<T> implements Runnable {
    private final Supplier<T> work;
    private @Nullable T result;
    private @Nullable Throwable raised;

    Computation(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (RuntimeException | Error error) {
        raised = error;
      }
    }

    T onLargeStack() {
      Thread thread = new Thread(null, this, "model", SIZE);
      thread.setDaemon(true);
      thread.start();
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true; // it ends by itself
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (raised instanceof Error error) {
        throw error;
      }
      if (raised instanceof RuntimeException error) {
        throw error;
      }
      return Words.present(result);
    }
  }
}
