package io.github.aiotask.jmh;

import io.github.aiotask.CancelledError;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link CreateCancel} without a rule: Runnables of a task's size that wait for something of a future's, are remembered weakly (as
 * all tasks are), are cancelled, throw an error, and are read, in batches. What is left of create+cancel above it is the library's.
 */
final class FloorCancel implements Variant {
  private static final int RUNNABLES = 10_000;
  private static final int BATCH = 100;

  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final List<Waiter> created = new ArrayList<>(BATCH);

  @Override
  public int operations() {
    return RUNNABLES;
  }

  @Override
  public long run() {
    long cancelled = 0;
    for (int done = 0; done < RUNNABLES; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        Waiter one = new Waiter(new Body(new Pending()));
        created.add(one);
        queue.add(one);
      }
      drain();
      for (int i = 0; i < BATCH; i++) {
        created.get(i).cancel();
      }
      drain();
      for (int i = 0; i < BATCH; i++) {
        cancelled += created.get(i).error == null ? 0 : 1;
      }
      created.clear();
    }
    return cancelled;
  }

  private void drain() {
    for (int left = queue.size(); left > 0; left--) {
      queue.remove().run();
    }
  }

  /** 32 bytes, as a future. */
  private static final class Pending {
    private @Nullable Waiter waiter;
    private boolean cancelled;
    long more;
  }

  /** 16 bytes, as a coroutine with one field. */
  private record Body(Pending pending) {
    long raise(Error error) {
      throw error;
    }
  }

  /** 72 bytes, as what the registry has of a task. */
  private static final class Remembered extends WeakReference<Object> {
    long more;
    long another;
    long third;
    long fourth;
    long fifth;

    Remembered(Object referent, ReferenceQueue<Object> collected) {
      super(referent, collected);
    }
  }

  /** 48 bytes, as a task. */
  private final class Waiter implements Runnable {
    private final Body body;
    private @Nullable Remembered remembered;
    private @Nullable CancelledError error;
    private long sum;
    long more;

    Waiter(Body body) {
      this.body = body;
    }

    @Override
    public void run() {
      Pending pending = body.pending;
      if (!pending.cancelled) {
        remembered = new Remembered(this, collected);
        pending.waiter = this;
        return;
      }
      remembered = null;
      try {
        sum += body.raise(new CancelledError(null));
      } catch (CancelledError raised) {
        error = raised;
      }
    }

    private void cancel() {
      Pending pending = body.pending;
      Waiter waiter = pending.waiter;
      pending.cancelled = true;
      if (waiter != null) {
        pending.waiter = null;
        queue.add(waiter);
      }
    }
  }
}
