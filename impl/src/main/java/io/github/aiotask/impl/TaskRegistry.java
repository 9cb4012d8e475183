package io.github.aiotask.impl;

import io.github.aiotask.Registry;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskRuntime;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** The public face of {@link LoopState}: finds it for each loop, the library's own or a foreign one (§7). */
final class TaskRegistry implements Registry {
  private final TaskRuntime.Options options;
  private final VersionRules rules;
  private final Object lock = new Object();
  private final @GuardedBy("lock") Map<TaskLoop, LoopState> foreign = new IdentityHashMap<>();

  TaskRegistry(TaskRuntime.Options options, VersionRules rules) {
    this.options = options;
    this.rules = rules;
  }

  LoopState stateOf(TaskLoop loop) {
    Objects.requireNonNull(loop, "the loop is null");
    if (loop instanceof FifoEventLoop own && own.rules == rules) {
      return own;
    }
    synchronized (lock) {
      LoopState known = foreign.get(loop);
      if (known == null) {
        known = new ForeignLoopState(loop, options, rules);
        foreign.put(loop, known);
      }
      return known;
    }
  }

  private LoopState changing(TaskLoop loop) {
    LoopState state = stateOf(loop);
    state.requireThread(); // §8.33
    return state;
  }

  @Override
  public @Nullable Object currentTask(TaskLoop loop) {
    return stateOf(loop).current(); // §7.4
  }

  @Override
  public List<Object> allTasks(TaskLoop loop) {
    return stateOf(loop).allTasks();
  }

  @Override
  public void enter(TaskLoop loop, Object task) {
    changing(loop).enter(requireTask(task));
  }

  @Override
  public void leave(TaskLoop loop, Object task) {
    changing(loop).leave(requireTask(task));
  }

  @Override
  public @Nullable Object swap(TaskLoop loop, @Nullable Object task) {
    return changing(loop).swap(task);
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
  public void forget(TaskLoop loop) {
    Objects.requireNonNull(loop, "forget(loop): the loop is null");
    synchronized (lock) {
      foreign.remove(loop);
    }
  }

  private static Object requireTask(Object task) {
    return Objects.requireNonNull(task, "the task is null");
  }
}
