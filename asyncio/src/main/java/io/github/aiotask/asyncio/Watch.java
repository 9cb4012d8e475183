package io.github.aiotask.asyncio;

import io.github.aiotask.FutureLike;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Questions.Question;
import io.github.aiotask.inspect.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches a loop in debug mode, from the {@link Watchdog}'s thread and, between two steps, from the loop's: tells of a step that does not
 * end while it does not, of a task that goes on after a cancel, and of tasks that wait for each other; each case once.
 */
final class Watch {
  /** How long a step may last. */
  static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(1);

  /** How long a task may clean up. */
  static final long LONGEST_CLEANUP = TimeUnit.SECONDS.toNanos(10);

  private final Asyncio asyncio;
  private final LongSupplier clock;
  private final Consumer<String> told;

  // Of the watchdog's thread.
  private @Nullable Question<Boolean> question;
  private @Nullable Object runningThen; // when it was asked
  private long asked;
  private boolean isTold;

  // Of the loop's thread.
  private final Map<Task<?>, Cancelled> cancelled = new WeakHashMap<>(0);
  private Set<String> cycles = Set.of(); // as the last look has seen them
  private final Set<String> toldCycles = new HashSet<>();

  /** Since when so many cancels of a task are there. */
  private static final class Cancelled {
    final int requests;
    final long since;
    boolean isTold;

    Cancelled(int requests, long since) {
      this.requests = requests;
      this.since = since;
    }
  }

  /**
   * Does nothing by itself.
   *
   * @param clock in nanoseconds
   * @param told gets each case, in words
   */
  Watch(Asyncio asyncio, LongSupplier clock, Consumer<String> told) {
    this.asyncio = asyncio;
    this.clock = clock;
    this.told = told;
  }

  /**
   * Looks at the loop and asks it. In the watchdog's thread.
   *
   * @return whether there is anything to watch
   */
  boolean look() {
    boolean isClosed = asyncio.loop instanceof RunnableLoop runnable && runnable.isClosed();
    if (isClosed || !asyncio.loop.isDebug() || OfLoops.of(asyncio.loop) != asyncio) {
      return false;
    }
    Question<Boolean> open = question;
    if (open == null || open.isAnswered() || !open.isAsked()) {
      asked = clock.getAsLong();
      isTold = false;
      runningThen = new Capture(asyncio, true).running();
      question = asyncio.seen.questions.ask(this::lookInside);
    } else if (!asyncio.loop.isRunning()) {
      open.cancel();
      question = null;
    } else if (!isTold && clock.getAsLong() - asked >= LONGEST_STEP) {
      tellIfBlocked();
    }
    return true;
  }

  private void tellIfBlocked() {
    Capture now = new Capture(asyncio, true);
    if (now.running() == runningThen) {
      isTold = true;
      String name = now.runningName();
      told.accept(
          (name == null ? "a callback" : name) + " has run for " + Time.text(clock.getAsLong() - asked)
              + " without an await, and blocks its loop: give the work to toThread" + lines(Stacks.live(Stacks.threadOf(asyncio, now.running()))));
    } else { // one step after the other: the next look measures anew
      asked = clock.getAsLong();
      runningThen = now.running();
    }
  }

  /** Between two steps of the loop. */
  private Boolean lookInside() {
    List<Task<?>> tasks = asyncio.allTasks();
    Set<Task<?>> limited = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Timeout one = asyncio.seen.timeouts; one != null; one = one.next()) {
      Task<?> task = one.task();
      if (task != null) {
        limited.add(task);
      }
    }
    for (Task<?> task : tasks) {
      FutureLike<?> waiter = task.waiter();
      if (waiter != null) {
        asyncio.seen.sightings.add(task, waiter);
      }
      tellIfItGoesOn(task);
    }
    tellCycles(WaitCycles.among(tasks, limited));
    return true;
  }

  private void tellIfItGoesOn(Task<?> task) {
    int requests = task.cancelling();
    boolean isPassedOn = task.waiter() instanceof Task<?> other && other.cancelling() > 0;
    if (requests == 0 || task.mustCancel() || isPassedOn) {
      cancelled.remove(task);
      return;
    }
    Cancelled known = cancelled.get(task);
    if (known == null || known.requests != requests) {
      cancelled.put(task, new Cancelled(requests, clock.getAsLong()));
    } else if (!known.isTold && clock.getAsLong() - known.since >= LONGEST_CLEANUP) {
      known.isTold = true;
      told.accept(
          task.name() + " was cancelled " + Time.text(clock.getAsLong() - known.since)
              + " ago and goes on: let the CancelledError go on when it is caught" + waits(task)
              + lines(Stacks.of(task.coroutine(), false)));
    }
  }

  private static String waits(Task<?> task) {
    FutureLike<?> waiter = task.waiter();
    return waiter == null ? "" : "; it waits for " + Capture.describe(waiter);
  }

  /** Those that the last look has seen too: so none is told that is about to end. */
  private void tellCycles(List<List<Task<?>>> found) {
    Set<String> now = new HashSet<>();
    for (List<Task<?>> cycle : found) {
      String key = cycle.stream().map(task -> task.name() + waits(task)).sorted().collect(Collectors.joining("\n"));
      now.add(key);
      if (cycles.contains(key) && toldCycles.add(key)) {
        List<String> parts = new ArrayList<>();
        cycle.forEach(task -> parts.add("\n  " + task.name() + waits(task) + lines(Stacks.of(task.coroutine(), false))));
        told.accept("tasks wait for each other, and none of them goes on:" + String.join("", parts));
      }
    }
    cycles = now;
    toldCycles.retainAll(now);
  }

  private static String lines(List<Call> calls) {
    return calls.stream().map(call -> "\n    at " + call).collect(Collectors.joining());
  }
}
