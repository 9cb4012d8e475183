package io.github.aiotask.jmh;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.StateMachine;
import io.github.aiotask.TaskRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of tasks: one awaits a new future (§1.15, §4.5), the other, by bare yields (§4.8), completes it (§1.4), and the
 * wakeup steps the first (§5.2). One operation is one future and one iteration of both tasks.
 */
final class FutureRoundTrip implements Variant {
  private static final int ROUND_TRIPS = 10_000;

  private final RunnableLoop loop = TaskRuntime.load().newLoop();
  private final int pairs;
  private final Waiting[] waiting;

  FutureRoundTrip(int pairs) {
    this.pairs = pairs;
    waiting = new Waiting[pairs];
    for (int i = 0; i < pairs; i++) {
      waiting[i] = new Waiting(loop);
      loop.createTask(waiting[i]);
      loop.createTask(new Completing(waiting[i]));
    }
  }

  @Override
  public int operations() {
    return ROUND_TRIPS;
  }

  @Override
  public long run() throws InterruptedException {
    for (int i = 0; i < ROUND_TRIPS / pairs; i++) {
      loop.runOnce();
    }
    long received = 0;
    for (Waiting one : waiting) {
      received += one.received;
    }
    return received;
  }

  private static final class Waiting extends StateMachine<Long> {
    private final RunnableLoop loop;
    @Nullable Future<Object> future;
    long received;

    Waiting(RunnableLoop loop) {
      this.loop = loop;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      if (sent != null) {
        received++;
      }
      Future<Object> next = loop.createFuture();
      future = next;
      return await(next);
    }
  }

  private static final class Completing extends StateMachine<Long> {
    private static final Object RESULT = new Object();

    private final Waiting other;

    Completing(Waiting other) {
      this.other = other;
    }

    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      Future<Object> pending = other.future;
      if (pending != null) {
        pending.setResult(RESULT);
      }
      return null;
    }
  }
}
