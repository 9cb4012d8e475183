package io.github.aiotask.jmh;

import io.github.aiotask.Callback;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Callbacks that several threads queue as fast as they can (§8.20), while the loop runs them (§8.1). Timed by the wall, since the
 * loop may sleep; the bytes are those of the loop's thread alone.
 */
final class CallSoonFromThreads implements Variant {
  private static final int CALLS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final int count;
  private final ExecutorService threads;
  private final Callback<CallSoonFromThreads> counting = CallSoonFromThreads::count;
  private long called;

  CallSoonFromThreads(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count, CallSoonFromThreads::daemon);
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "caller");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean isTimedByTheWall() {
    return true;
  }

  @Override
  public int operations() {
    return CALLS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int i = 0; i < count; i++) {
      threads.execute(this::call);
    }
    loop.runForever();
    return called;
  }

  private void call() {
    for (int i = 0; i < CALLS / count; i++) {
      loop.callSoonThreadsafe(counting, this, null);
    }
  }

  private void count() {
    called++;
    if (called % CALLS == 0) {
      loop.stop(); // §8.10
    }
  }
}
