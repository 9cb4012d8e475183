package io.github.aiotask.properties.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chapter 7. */
final class RegistryRules {
  private static final Comparator<FutureState> BY_COROUTINE = Comparator.comparingInt(task -> task.ofTask().coroutine());

  private RegistryRules() {}

  static State register(State s, int task) {
    return s.withRegistered(s.registered().plus(task));
  }

  static State unregister(State s, int task) {
    return s.withRegistered(s.registered().minus(task));
  }

  /**
   * §7.1, §7.2, §7.3: the tasks of that loop, here in the order in which their coroutines were created; from 3.7 on without
   * those that are done.
   */
  static List<FutureState> allTasks(State s, int loop) {
    List<FutureState> tasks = new ArrayList<>();
    for (int id : s.registered()) {
      FutureState task = s.future(id);
      if (task.loop() == loop && !(s.since(7) && task.isDone())) {
        tasks.add(task);
      }
    }
    tasks.sort(BY_COROUTINE);
    return tasks;
  }

  /** §7.4: the running task, or null. */
  static @Nullable Ref currentTask(State s, int loop) {
    int current = s.loop(loop).current();
    return current == TaskState.NONE ? null : Ref.future(current);
  }

  /** §7.5: a loop runs one task at a time. */
  static Outcome enter(State s, int loop, int task) {
    if (s.loop(loop).current() != TaskState.NONE) {
      return Outcome.raised(s, "ENTER");
    }
    return Outcome.done(s.with(s.loop(loop).withCurrent(task)));
  }

  /** §7.5: only the running task can be left. */
  static Outcome leave(State s, int loop, int task) {
    if (s.loop(loop).current() != task) {
      return Outcome.raised(s, "LEAVE");
    }
    return Outcome.done(s.with(s.loop(loop).withCurrent(TaskState.NONE)));
  }

  /** §3.16: up to 3.6, whichever it is. */
  static Outcome leaveAny(State s, int loop) {
    int current = s.loop(loop).current();
    return current == TaskState.NONE ? Outcome.raised(s, "LEAVE") : leave(s, loop, current);
  }

  /** §7.5: the former one is the value. */
  static Outcome swap(State s, int loop, int task) {
    Ref former = currentTask(s, loop);
    return Outcome.done(s.with(s.loop(loop).withCurrent(task)), former);
  }
}
