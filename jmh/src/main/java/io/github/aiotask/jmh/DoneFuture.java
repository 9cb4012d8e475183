package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** Tasks that yield a future that is done, with the handshake (§4.5): the wakeup is queued at once (§1.6), and steps (§5.2). */
final class DoneFuture implements Variant {
  private static final int STEPS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final int tasks;
  private long iterations;

  DoneFuture(int tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks; i++) {
      Future<Long> done = loop.createFuture();
      done.setResult(1L);
      loop.createTask(new Yielding(done));
    }
  }

  @Override
  public int operations() {
    return STEPS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int i = 0; i < STEPS / tasks; i++) {
      iterations++;
      loop.runOnce();
    }
    return iterations;
  }

  private static final class Yielding implements Coroutine<Long> {
    private final Future<Long> done;

    Yielding(Future<Long> done) {
      this.done = done;
    }

    @Override
    public @Nullable Object send(@Nullable Object sent) {
      done.setBlocking(true);
      return done;
    }

    @Override
    public @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      throw new IllegalStateException("it never returns");
    }

    @Override
    public void close() {}
  }
}
