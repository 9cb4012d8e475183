package io.github.aiotask.properties.plain;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Registry;
import io.github.aiotask.TaskLoop;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One list of all tasks of all loops, held weakly, and a map from loops to running tasks (§7). */
final class PlainRegistry implements Registry {
  private final PlainRuntime runtime;
  private final boolean holdsStrongly;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<Object> pending = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<TaskLoop, Object> current = new IdentityHashMap<>();

  private record Entry(@Nullable TaskLoop loop, WeakReference<Object> task, boolean evenDone) {}

  PlainRegistry(PlainRuntime runtime, boolean holdsStrongly) {
    this.runtime = runtime;
    this.holdsStrongly = holdsStrongly;
  }

  private boolean is(Fault fault) {
    return runtime.is(fault);
  }

  // ---- all tasks

  @Override
  public synchronized List<Object> allTasks(TaskLoop loop) {
    List<Object> tasks = new ArrayList<>(); // §7.3
    for (Entry entry : entries) {
      Object task = entry.task.get();
      boolean of = entry.loop == loop || is(Fault.TASKS_OF_EVERY_LOOP);
      if (task != null && of && (isListed(task) || entry.evenDone)) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** Of any loop (§7.10). */
  @Override
  public synchronized List<Object> allTasks() {
    Set<Object> tasks = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Entry entry : entries) {
      Object task = entry.task.get();
      if (task != null && (isListed(task) || entry.evenDone)) {
        tasks.add(task);
      }
    }
    return new ArrayList<>(tasks);
  }

  /** Done tasks stay listed up to 3.6 only (§7.1, §7.2, §7.6). */
  private boolean isListed(Object task) {
    boolean staysWhenDone = runtime.since(7) ? is(Fault.DONE_TASKS_LISTED) : !is(Fault.DONE_TASKS_DROPPED);
    return staysWhenDone || !(task instanceof FutureLike<?> future && future.isDone());
  }

  @Override
  public void register(TaskLoop loop, Object task) {
    registerIn(loop, task);
  }

  @Override
  public void register(Object task) {
    registerIn(loopOf(task), task);
  }

  private static @Nullable TaskLoop loopOf(Object task) {
    return task instanceof FutureLike<?> future ? future.loop() : null;
  }

  private synchronized void registerIn(@Nullable TaskLoop loop, Object task) {
    boolean there = entries.stream().anyMatch(entry -> entry.loop == loop && entry.task.get() == task);
    if (!there && !is(Fault.REGISTER_IGNORED)) {
      add(loop, task, false);
    }
  }

  @Override
  public void unregister(TaskLoop loop, Object task) {
    unregisterIn(loop, task);
  }

  @Override
  public void unregister(Object task) {
    unregisterIn(loopOf(task), task);
  }

  private synchronized void unregisterIn(@Nullable TaskLoop loop, Object task) {
    if (!is(Fault.UNREGISTER_IGNORED)) {
      entries.removeIf(entry -> entry.loop == loop && entry.task.get() == task);
      pending.remove(task);
    }
  }

  /** Adds a task of ours, whose task is done or not. */
  synchronized void add(@Nullable TaskLoop loop, Object task, boolean evenDone) {
    entries.removeIf(entry -> entry.task.get() == null);
    entries.add(new Entry(loop, new WeakReference<>(task), evenDone));
    if (holdsStrongly && task instanceof PlainTask<?> own && !own.isDone()) {
      pending.add(task); // §7.9
    }
  }

  /** A task of ours is done. */
  synchronized void release(Object task) {
    pending.remove(task);
  }

  @Override
  public synchronized void forget(TaskLoop loop) {
    entries.removeIf(entry -> entry.loop == loop);
    current.remove(loop);
  }

  // ---- the running task

  @Override
  public synchronized @Nullable Object currentTask(TaskLoop loop) {
    if (is(Fault.CURRENT_OF_EVERY_LOOP)) {
      return current.values().stream().findFirst().orElse(null);
    }
    return current.get(loop);
  }

  /** To 3.6 whoever enters runs (§3.5). */
  @Override
  public synchronized void enter(TaskLoop loop, Object task) {
    Object before = current.get(loop);
    if (before != null && runtime.since(7) && !is(Fault.ENTER_UNCHECKED)) {
      throw runtime.error(ErrorKind.ENTER, task, before); // §3.6, §7.5
    }
    current.put(loop, task);
  }

  /** To 3.6 it is enough that there is one (§3.16). */
  @Override
  public synchronized void leave(TaskLoop loop, Object task) {
    Object before = current.get(loop);
    boolean fits = runtime.since(7) ? before == task : before != null;
    if (!fits && !is(Fault.LEAVE_UNCHECKED)) {
      throw runtime.error(ErrorKind.LEAVE, task, before); // §3.17, §7.5
    }
    current.remove(loop);
  }

  @Override
  public synchronized @Nullable Object swap(TaskLoop loop, @Nullable Object task) {
    Object before = task == null ? current.remove(loop) : current.put(loop, task);
    return is(Fault.SWAP_FORGETS) ? null : before;
  }
}
