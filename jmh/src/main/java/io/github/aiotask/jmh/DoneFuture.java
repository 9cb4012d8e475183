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
  private final Yielding first = new Yielding(done());

  DoneFuture(int tasks) {
    this.tasks = tasks;
    loop.createTask(first);
    for (int i = 1; i < tasks; i++) {
      loop.createTask(new Yielding(done()));
    }
  }

  private Future<Long> done() {
    Future<Long> done = loop.createFuture();
    done.setResult(1L);
    return done;
  }

  @Override
  public int operations() {
    return STEPS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int i = 0; i < STEPS / tasks; i++) {
      loop.runOnce();
    }
    return first.received;
  }

  private static final class Yielding implements Coroutine<Long> {
    private final Future<Long> done;
    private long received;

    Yielding(Future<Long> done) {
      this.done = done;
    }

    @Override
    public @Nullable Object send(@Nullable Object sent) throws Exception {
      received += done.result();
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
