package io.github.aiotask.jmh;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Threads of JDKs that are newer than the build's, by reflection. */
final class JdkThreads {

  private JdkThreads() {}

  static long callInVirtual(Callable<Long> body) throws Exception {
    FutureTask<Long> work = new FutureTask<>(body);
    startVirtual(work);
    return work.get();
  }

  static Thread startVirtual(Runnable body) throws ReflectiveOperationException {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
  }

  /** A virtual thread whose steps the scheduler gets; with {@code --add-opens java.base/java.lang=ALL-UNNAMED}. */
  static Thread startVirtual(Executor scheduler, Runnable body) throws ReflectiveOperationException {
    Method create =
        Class.forName("java.lang.ThreadBuilders")
            .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
    create.setAccessible(true);
    Thread thread = (Thread) create.invoke(null, scheduler, "floor", 0, body);
    thread.start();
    return thread;
  }
}
