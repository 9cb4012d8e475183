package io.github.aiotask.impl;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Registry;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.impl.ForeignLoopState.Kept;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** The public face of {@link LoopState}: finds it for each loop, the library's own or a foreign one (§7). It keeps no loop (§7.11). */
final class TaskRegistry implements Registry {
  private final TaskRuntime.Options options;
  private final VersionRules rules;
  private final Object lock = new Object();
  private final @GuardedBy("lock") WeakIdentityMap<TaskLoop, Kept> foreign = new WeakIdentityMap<>();
  private final @GuardedBy("lock") WeakIdentityMap<FifoEventLoop, Boolean> own = new WeakIdentityMap<>();

  /** Tasks of no loop (§7.10). Guarded by the lock too; its trackers lead back to it, which the checker cannot follow. */
  private final TrackerSet ofNone = new TrackerSet();

  /** That of the foreign loop that was asked for last: who has one loop finds it without a lock. */
  private volatile WeakReference<@Nullable ForeignLoopState> recent = new WeakReference<>(null);

  TaskRegistry(TaskRuntime.Options options, VersionRules rules) {
    this.options = options;
    this.rules = rules;
  }

  /** A loop of the library's that there is from now on. */
  void add(FifoEventLoop loop) {
    synchronized (lock) {
      own.put(loop, true);
    }
  }

  LoopState stateOf(TaskLoop loop) {
    Objects.requireNonNull(loop, "the loop is null");
    if (loop instanceof FifoEventLoop known && known.rules == rules) {
      return known;
    }
    ForeignLoopState last = recent.get();
    return last != null && last.loop() == loop ? last : foreignState(loop);
  }

  private LoopState foreignState(TaskLoop loop) {
    synchronized (lock) {
      Kept kept = foreign.get(loop);
      if (kept == null) {
        kept = new Kept();
        foreign.put(loop, kept);
      }
      ForeignLoopState state = kept.state.get();
      if (state == null) {
        state = new ForeignLoopState(loop, options, rules, kept);
        kept.state = new WeakReference<>(state);
      }
      recent = kept.state;
      return state;
    }
  }

  private LoopState changing(TaskLoop loop) {
    LoopState state = stateOf(loop);
    state.requireThread(); // §8.33
    return state;
  }

  // ---- the running task

  @Override
  public @Nullable Object currentTask(TaskLoop loop) {
    return stateOf(loop).current(); // §7.4
  }

  @Override
  public void enter(TaskLoop loop, Object task) {
    LoopState state = changing(loop);
    state.enter(requireTask(task));
    state.keepRunning();
  }

  @Override
  public void leave(TaskLoop loop, Object task) {
    LoopState state = changing(loop);
    state.leave(requireTask(task));
    state.keepRunning();
  }

  @Override
  public @Nullable Object swap(TaskLoop loop, @Nullable Object task) {
    LoopState state = changing(loop);
    Object former = state.swap(task);
    state.keepRunning();
    return former;
  }

  // ---- all tasks

  @Override
  public List<Object> allTasks(TaskLoop loop) {
    Census census = new Census(rules);
    stateOf(loop).addTasks(census);
    return census.tasks;
  }

  @Override
  public List<Object> allTasks() {
    List<TaskLoop> loops;
    List<Object> others;
    synchronized (lock) {
      loops = new ArrayList<>(own.keys());
      loops.addAll(foreign.keys());
      others = ofNone.tasks();
    }
    Census census = new Census(rules);
    for (TaskLoop loop : loops) {
      stateOf(loop).addTasks(census);
    }
    others.forEach(census);
    return census.tasks; // §7.10
  }

  @Override
  public void register(TaskLoop loop, Object task) {
    changing(loop).register(requireTask(task));
  }

  @Override
  public void unregister(TaskLoop loop, Object task) {
    changing(loop).unregister(requireTask(task));
  }

  @Override
  public void register(Object task) {
    TaskLoop loop = loopOf(task);
    if (loop != null) {
      register(loop, task);
      return;
    }
    synchronized (lock) {
      ofNone.nextCollected(); // takes out those that are gone
      ofNone.show(task);
    }
  }

  @Override
  public void unregister(Object task) {
    TaskLoop loop = loopOf(task);
    if (loop != null) {
      unregister(loop, task);
      return;
    }
    synchronized (lock) {
      ofNone.hide(task);
    }
  }

  private static @Nullable TaskLoop loopOf(Object task) {
    return requireTask(task) instanceof FutureLike<?> future ? future.loop() : null;
  }

  @Override
  public void forget(TaskLoop loop) {
    Objects.requireNonNull(loop, "forget(loop): the loop is null");
    synchronized (lock) {
      foreign.remove(loop);
      recent = new WeakReference<>(null);
    }
  }

  private static Object requireTask(Object task) {
    return Objects.requireNonNull(task, "the task is null");
  }
}
