package io.github.aiotask.asyncio;

import io.github.aiotask.CancelRelay;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a runner's tasks (§10.59, §10.64): cancels them, and runs the loop for as long as one of them can end.
 *
 * <p>A task that is not done has no hope once nothing is ready, and all that it waits for, over tasks and gathers, are tasks
 * that nothing will step. If it waits for another future, then a timer or another thread can complete that: it has time for
 * that, but not for ever.
 */
final class Shutdown {

  /**
   * How long a close may take.
   *
   * @param untilSaid until the tasks that are waited for are named
   * @param untilLeft from then on, until they are left
   */
  record Patience(Duration untilSaid, Duration untilLeft) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  private final Asyncio asyncio;
  private final RunnableLoop loop;
  private final Patience patience;
  private final List<Task<?>> tasks;

  /** Why some could not be cancelled. */
  private final Map<Task<?>, Throwable> refusals = new IdentityHashMap<>();

  private boolean ended;
  private boolean over;

  Shutdown(Asyncio asyncio, RunnableLoop loop, Patience patience) {
    this.asyncio = asyncio;
    this.loop = loop;
    this.patience = patience;
    this.tasks = asyncio.allTasks();
  }

  void run() throws InterruptedException {
    if (tasks.isEmpty()) {
      return;
    }
    cancel(tasks);
    asyncio.gatherOutcomes(tasks).addDoneCallback(all -> ended = true);
    CountDownLatch stopped = watch();
    try {
      runWhileThereIsHope();
    } finally {
      stopped.countDown();
    }
    tasks.forEach(this::reportEnd);
  }

  /** One that is in a cycle (§6.9), or waits for what refuses, is no reason to leave the others; whether one was cancelled. */
  private boolean cancel(Collection<Task<?>> some) {
    boolean cancelled = false;
    for (Task<?> task : some) {
      try {
        cancelled |= task.cancel();
        refusals.remove(task);
      } catch (Throwable error) {
        if (asyncio.guest.kindOf(error) == ExceptionKind.EXIT) {
          throw error;
        }
        Interrupts.keep(error);
        refusals.put(task, error);
      }
    }
    return cancelled;
  }

  private void runWhileThereIsHope() throws InterruptedException {
    Task<?> hopeful = null;
    while (!ended && !over) {
      if (loop.readyCount() == 0) {
        hopeful = hopeful != null && hasHope(hopeful, newSet()) ? hopeful : firstWithHope();
        if (hopeful == null && !cancel(List.copyOf(refusals.keySet()))) { // what they wait for may have changed
          return;
        }
      }
      loop.runOnce();
    }
  }

  private @Nullable Task<?> firstWithHope() {
    Set<FutureLike<?>> seen = newSet();
    for (Task<?> task : tasks) {
      if (hasHope(task, seen)) {
        return task;
      }
    }
    return null;
  }

  private static Set<FutureLike<?>> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /**
   * Whether it is not done, and something can end it, for all that is known; asked while nothing is ready.
   *
   * @param seen those that give none; grows
   */
  private boolean hasHope(Task<?> task, Set<FutureLike<?>> seen) {
    Deque<FutureLike<?>> todo = new ArrayDeque<>();
    todo.add(task);
    while (!todo.isEmpty()) {
      FutureLike<?> next = todo.removeLast();
      boolean stuck = next.isDone() && next.loop() == loop; // and its wakeups have run
      if (stuck || !seen.add(next)) {
        continue;
      }
      if (next instanceof Task<?> one && one.loop() == loop) {
        FutureLike<?> waiter = one.snapshot().waiter();
        if (waiter != null) {
          todo.add(waiter);
        }
      } else if (next instanceof CancelRelay relay) {
        todo.addAll(relay.targets());
      } else if (next instanceof JointFuture joint) {
        todo.addAll(joint.parts());
      } else {
        return true;
      }
    }
    return false;
  }

  private void reportEnd(Task<?> task) {
    if (!task.isDone()) {
      report(Kind.SHUTDOWN_LEFT, refusals.get(task), task);
      return;
    }
    Throwable error = task.isCancelled() ? null : task.exception();
    if (error != null) {
      report(Kind.SHUTDOWN_RAISED, error, task);
    }
  }

  private void report(Kind kind, @Nullable Throwable error, Task<?> task) {
    loop.callExceptionHandler(new LoopError(kind, error, task, task.snapshot().createdAt()));
  }

  // ---- the clock, beside the loop, whose own may be a virtual one

  /** Until the latch is counted down. */
  private CountDownLatch watch() {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread thread = new Thread(() -> watch(stopped), "asyncio_close");
    thread.setDaemon(true);
    thread.start();
    return stopped;
  }

  private void watch(CountDownLatch stopped) {
    try {
      if (passes(patience.untilSaid, stopped)) {
        loop.callSoonThreadsafe(this::sayWhoIsWaitedFor);
      }
      if (passes(patience.untilLeft, stopped)) {
        loop.callSoonThreadsafe(() -> over = true);
      }
    } catch (InterruptedException | RuntimeException end) { // of this thread, or the loop is closed: there is nobody to be told
      return;
    }
  }

  private static boolean passes(Duration time, CountDownLatch stopped) throws InterruptedException {
    return !stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sayWhoIsWaitedFor() {
    for (Task<?> task : tasks) {
      if (!task.isDone()) {
        report(Kind.SHUTDOWN_WAITS, null, task);
      }
    }
  }
}
