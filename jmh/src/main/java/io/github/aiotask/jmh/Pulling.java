package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.PulledRun;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import org.jspecify.annotations.Nullable;

/** Runs a loop as it does itself, or resumes the coroutines in its place, as a guest that pulls. */
enum Pulling {
  /** The loop resumes them. */
  NONE {
    @Override
    void runForever(RunnableLoop loop) throws InterruptedException {
      loop.runForever();
    }

    @Override
    boolean runOnce(RunnableLoop loop) throws InterruptedException {
      return loop.runOnce();
    }
  },
  /** This class does. */
  ALL {
    @Override
    void runForever(RunnableLoop loop) throws InterruptedException {
      run(loop.pullForever());
    }

    @Override
    boolean runOnce(RunnableLoop loop) throws InterruptedException {
      return run(loop.pullOnce());
    }
  };

  abstract void runForever(RunnableLoop loop) throws InterruptedException;

  abstract boolean runOnce(RunnableLoop loop) throws InterruptedException;

  private static boolean run(PulledRun run) throws InterruptedException {
    try (run) {
      Task<?> task = run.next();
      while (task != null) {
        task = resume(run, task);
      }
      return run.goesOn();
    }
  }

  private static @Nullable Task<?> resume(PulledRun run, Task<?> task) throws InterruptedException {
    Coroutine<?> coroutine = task.coroutine();
    if (coroutine == null) {
      throw new IllegalStateException(task + " has no coroutine");
    }
    Throwable error = run.error();
    Object yielded;
    try {
      yielded = error == null ? coroutine.send(null) : coroutine.raise(error);
    } catch (Throwable raised) {
      return run.raised(raised);
    }
    return yielded == Coroutine.RETURNED ? run.returned(coroutine.returned()) : run.yielded(yielded);
  }
}
