package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/** One task that yields null (§4.8) in a run that it stops itself (§8.10): a step and an iteration, without entry and exit. */
final class BareYieldRun implements Variant {
  private static final int STEPS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final Stopping coroutine = new Stopping(loop);
  private final Pulling pulling;

  BareYieldRun(Pulling pulling) {
    this.pulling = pulling;
    loop.createTask(coroutine);
  }

  @Override
  public int operations() {
    return STEPS;
  }

  @Override
  public long run() throws InterruptedException {
    pulling.runForever(loop);
    return coroutine.steps; // not returned(), which boxes it
  }

  private static final class Stopping implements Coroutine<Long> {
    private final RunnableLoop loop;
    private long steps;
    private int left = STEPS;

    Stopping(RunnableLoop loop) {
      this.loop = loop;
    }

    @Override
    public @Nullable Object send(@Nullable Object sent) {
      steps++;
      if (--left == 0) { // a remainder would cost a tenth of the step
        left = STEPS;
        loop.stop();
      }
      return null;
    }

    @Override
    public @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public Long returned() {
      return steps;
    }

    @Override
    public void close() {}
  }
}
