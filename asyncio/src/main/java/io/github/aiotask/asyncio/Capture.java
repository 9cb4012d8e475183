package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Purpose;
import io.github.aiotask.Snapshot.Registered;
import io.github.aiotask.Task;
import io.github.aiotask.inspect.Call;
import io.github.aiotask.inspect.FutureDump;
import io.github.aiotask.inspect.LoopDump;
import io.github.aiotask.inspect.TaskDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop and what they wait for. On its thread all is of one moment. In another thread, while a step keeps the loop's busy,
 * it reads what can be read without harm, and leaves out what fails.
 */
final class Capture {
  private final Asyncio asyncio;
  private final boolean isRacy;
  private final @Nullable Object running;

  /** In the order of their numbers. */
  private final List<Entry> entries = new ArrayList<>();

  private final Map<FutureLike<?>, Entry> known = new IdentityHashMap<>();
  private final Map<Object, List<String>> limits = new IdentityHashMap<>();
  private int withStack; // so many entries have theirs

  /** A task or a future. */
  private static final class Entry {
    final int id;
    final Object subject;
    final @Nullable FutureLike<?> waiter; // that it was seen to wait for
    final Set<Integer> awaits = new LinkedHashSet<>();
    List<Call> stack = List.of();
    String what = "";
    @Nullable Duration since;
    int cancelRequests;
    boolean cancelIsDelivered;
    boolean isLeftOut;
    @Nullable String waitsFor;

    Entry(int id, Object subject, @Nullable FutureLike<?> waiter) {
      this.id = id;
      this.subject = subject;
      this.waiter = waiter;
    }
  }

  /** @param isRacy whether this is another thread than the loop's */
  Capture(Asyncio asyncio, boolean isRacy) {
    this.asyncio = asyncio;
    this.isRacy = isRacy;
    this.running = attempt(() -> asyncio.runtime.registry().currentTask(asyncio.loop), null);
  }

  /** Who waits for whom, without the stacks. */
  Capture takeGraph() {
    for (Object task : Capture.<List<Object>>attempt(() -> asyncio.runtime.registry().allTasks(asyncio.loop), List.of())) {
      add(task);
    }
    for (int i = 0; i < entries.size(); i++) { // it grows
      Entry entry = entries.get(i);
      if (entry.subject instanceof FutureLike<?> future) {
        attempt(() -> addWaits(entry, future), null);
        if (future instanceof Task<?> task) {
          attempt(() -> addParent(entry, task), null);
        }
      }
    }
    for (Timeout one = asyncio.seen.timeouts; one != null; one = one.next()) {
      Timeout timeout = one;
      Task<?> task = timeout.task();
      if (task != null) {
        limits.computeIfAbsent(task, none -> new ArrayList<>()).add(attempt(timeout::describe, "timeout"));
      }
    }
    leaveOutWaiters();
    entries.forEach(this::describeEntry);
    return this;
  }

  /** A future that one task alone waits for is told by what that task waits for: who the future awaits, the task does. */
  private void leaveOutWaiters() {
    Map<Integer, Integer> awaiters = new HashMap<>();
    for (Entry entry : entries) {
      entry.awaits.forEach(id -> awaiters.merge(id, 1, Integer::sum));
    }
    for (Entry entry : entries) {
      Entry waiter = entry.waiter == null || entry.waiter instanceof Task<?> ? null : known.get(entry.waiter);
      if (waiter != null && awaiters.getOrDefault(waiter.id, 0) == 1) {
        entry.awaits.remove(waiter.id);
        entry.awaits.addAll(waiter.awaits);
        waiter.isLeftOut = true;
      }
    }
  }

  private Entry add(Object subject) {
    FutureLike<?> future = subject instanceof FutureLike<?> some ? some : null;
    Entry present = future == null ? null : known.get(future);
    if (present != null) {
      return present;
    }
    FutureLike<?> waiter = subject instanceof Task<?> task ? task.waiter() : null;
    Entry entry = new Entry(entries.size() + 1, subject, waiter != null && waiter.isDone() ? null : waiter);
    entries.add(entry);
    if (future != null) {
      known.put(future, entry);
    }
    return entry;
  }

  /** What it needs, by what it says itself. */
  private @Nullable Void addWaits(Entry entry, FutureLike<?> future) {
    FutureLike<?> waiter = entry.waiter;
    if (waiter != null) {
      entry.waitsFor = describe(waiter);
      if (waiter instanceof Task<?> || isInner(waiter)) {
        entry.awaits.add(add(waiter).id);
      }
    }
    Purpose purpose = future instanceof Task<?> ? null : purposeOf(future);
    if (purpose != null) {
      for (FutureLike<?> one : purpose.awaits()) {
        if (!one.isDone()) {
          entry.awaits.add(add(one).id);
        }
      }
    }
    return null;
  }

  private static boolean isInner(FutureLike<?> future) {
    Purpose purpose = purposeOf(future);
    return purpose != null && !purpose.awaits().isEmpty();
  }

  /** The task of a group's block awaits a child from its creation on. */
  private @Nullable Void addParent(Entry entry, Future<?> child) {
    for (Registered one : child.snapshot().callbacks()) {
      Task<?> parent = one.target() instanceof TaskGroup.ChildDone hears ? hears.awaiter() : null;
      if (parent != null && !parent.isDone()) {
        add(parent).awaits.add(entry.id);
      }
    }
    return null;
  }

  /** What a future is for, if it says so. */
  static @Nullable Purpose purposeOf(FutureLike<?> future) {
    if (future instanceof Purpose itself) {
      return itself;
    }
    return future instanceof Future<?> some && some.owner() instanceof Purpose purpose ? purpose : null;
  }

  /** What a task waits for by it. */
  static String describe(FutureLike<?> future) {
    if (future instanceof Task<?> task) {
      return "the task " + task.name();
    }
    Purpose purpose = purposeOf(future);
    if (purpose == null) {
      return Identity.of(future instanceof Future<?> ? "future" : future.getClass().getSimpleName(), future);
    }
    return attempt(purpose::describe, Identity.of("future", future));
  }

  /**
   * Where they stand, as many as there is time for, but for those that have gone on since.
   *
   * @param nanos how long at most, but at least one
   * @return whether all are taken
   */
  boolean takeStacks(long nanos) {
    long start = System.nanoTime();
    while (withStack < entries.size()) {
      Entry entry = entries.get(withStack++);
      if (entry.subject instanceof Task<?> task && task != running && isStill(entry, task)) {
        entry.stack = attempt(() -> Stacks.of(task.coroutine(), isRacy), List.of());
      }
      if (System.nanoTime() - start >= nanos) {
        break;
      }
    }
    return withStack >= entries.size();
  }

  private static boolean isStill(Entry entry, Task<?> task) {
    return !task.isDone() && (entry.waiter == null || task.waiter() == entry.waiter);
  }

  /** The name of the task whose step runs. */
  @Nullable String runningName() {
    Object task = running;
    return task instanceof Task<?> known ? known.name() : task == null ? null : attempt(() -> task.toString(), "a task");
  }

  @Nullable Object running() {
    return running;
  }

  LoopDump dump(int id, LoopDump.Status status, @Nullable String thread, List<Call> stack) {
    List<TaskDump> tasks = new ArrayList<>();
    List<FutureDump> futures = new ArrayList<>();
    for (Entry entry : entries) {
      List<Integer> awaits = List.copyOf(entry.awaits);
      if (entry.isLeftOut) {
        continue;
      }
      if (entry.subject instanceof Task<?> task) {
        tasks.add(dump(entry, task, awaits));
      } else {
        futures.add(new FutureDump(entry.id, entry.what, awaits));
      }
    }
    return new LoopDump(id, thread, status, runningName(), stack, tasks, futures);
  }

  private void describeEntry(Entry entry) {
    if (entry.subject instanceof Task<?> task) {
      entry.what = task.name();
      entry.since = asyncio.seen.sightings.ageOf(task, entry.waiter);
      entry.cancelRequests = task.cancelling();
      entry.cancelIsDelivered = entry.cancelRequests > 0 && !task.mustCancel();
    } else if (entry.subject instanceof FutureLike<?> future) {
      entry.what = describe(future);
    } else {
      entry.what = attempt(() -> entry.subject.toString(), "?");
    }
  }

  private TaskDump dump(Entry entry, Task<?> task, List<Integer> awaits) {
    TaskDump.State state =
        task == running
            ? TaskDump.State.RUNNING
            : entry.waiter == null ? TaskDump.State.READY : TaskDump.State.WAITING;
    return new TaskDump(
        entry.id,
        entry.what,
        state,
        entry.waitsFor,
        entry.since,
        awaits,
        limits.getOrDefault(task, List.of()),
        entry.cancelRequests,
        entry.cancelIsDelivered,
        entry.stack);
  }

  /** What a racy look may fail at, and what the user's code that is asked may. */
  private static <T extends @Nullable Object> T attempt(Supplier<T> look, T otherwise) {
    try {
      return look.get();
    } catch (RuntimeException failure) { // only a word is missing
      return otherwise;
    }
  }
}
