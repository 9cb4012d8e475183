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
import java.util.ArrayList;
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
 * <p>A task that is not done has no hope once nothing is ready, no timer is left, and all that it waits for, over tasks and
 * gathers, are tasks that will never be stepped. If it waits for another future, then only another thread can complete
 * that: it has time for that, but not for ever.
 */
final class Shutdown {

  /**
   * How long to wait for other threads.
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
    List<Task<?>> asked = new ArrayList<>();
    for (Task<?> task : tasks) {
      try {
        task.cancel();
        asked.add(task);
      } catch (Throwable error) { // it is in a cycle (§6.9), or what it waits for refuses: no reason to leave the others
        if (asyncio.guest.kindOf(error) == ExceptionKind.EXIT) {
          throw error;
        }
        Interrupts.keep(error);
        refusals.put(task, error);
      }
    }
    if (!asked.isEmpty()) {
      asyncio.gatherOutcomes(asked).addDoneCallback(all -> ended = true);
      runWhileThereIsHope();
    }
    tasks.forEach(this::reportEnd);
  }

  private void runWhileThereIsHope() throws InterruptedException {
    Patient patient = new Patient();
    try {
      Task<?> hopeful = null;
      while (!ended && !patient.isOver()) {
        if (loop.readyCount() == 0 && loop.nextDeadline() == Long.MAX_VALUE) {
          hopeful = hopeful != null && hasHope(hopeful) ? hopeful : firstWithHope();
          if (hopeful == null) {
            return;
          }
          patient.begin();
        } else {
          patient.stop();
        }
        loop.runOnce();
      }
    } finally {
      patient.stop();
    }
  }

  private @Nullable Task<?> firstWithHope() {
    for (Task<?> task : tasks) {
      if (hasHope(task)) {
        return task;
      }
    }
    return null;
  }

  /** Whether it is not done, and another thread can end it, for all that is known; asked while nothing is ready. */
  private boolean hasHope(Task<?> task) {
    Set<FutureLike<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
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

  private void sayWhoIsWaitedFor() {
    for (Task<?> task : tasks) {
      if (!task.isDone()) {
        report(Kind.SHUTDOWN_WAITS, null, task);
      }
    }
  }

  private void report(Kind kind, @Nullable Throwable error, Task<?> task) {
    loop.callExceptionHandler(new LoopError(kind, error, task, task.snapshot().createdAt()));
  }

  /** Waits beside the loop, whose clock may be a virtual one. */
  private final class Patient {
    private @Nullable CountDownLatch running; // of the wait that goes on
    private boolean said;
    private boolean over;

    boolean isOver() {
      return over;
    }

    void begin() {
      if (running != null) {
        return;
      }
      CountDownLatch stopped = new CountDownLatch(1);
      running = stopped;
      Thread thread = new Thread(() -> wait(stopped), "asyncio_close");
      thread.setDaemon(true);
      thread.start();
    }

    void stop() {
      if (running != null) {
        running.countDown();
        running = null;
      }
    }

    private void wait(CountDownLatch stopped) {
      try {
        if (passes(patience.untilSaid, stopped)) {
          loop.callSoonThreadsafe(
              () -> {
                if (running == stopped && !said) {
                  said = true;
                  sayWhoIsWaitedFor();
                }
              });
        }
        if (passes(patience.untilLeft, stopped)) {
          loop.callSoonThreadsafe(() -> over = running == stopped);
        }
      } catch (InterruptedException nobodys) { // nobody has this thread
        Interrupts.keep(nobodys);
      } catch (RuntimeException closed) { // the loop is, so there is nobody to be told
        return;
      }
    }

    private boolean passes(Duration time, CountDownLatch stopped) throws InterruptedException {
      return !stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
