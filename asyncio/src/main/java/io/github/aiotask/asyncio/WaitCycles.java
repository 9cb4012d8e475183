package io.github.aiotask.asyncio;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Purpose;
import io.github.aiotask.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds tasks that wait for each other, by awaits and by locks. On the loop's thread. */
final class WaitCycles {
  private final Set<Task<?>> limited; // a timeout ends their wait
  private final Map<FutureLike<?>, Boolean> seen = new IdentityHashMap<>(); // whether it is on the path
  private final List<FutureLike<?>> path = new ArrayList<>();
  private final Deque<Iterator<? extends FutureLike<?>>> left = new ArrayDeque<>(); // for each on the path
  private final List<List<Task<?>>> found = new ArrayList<>();

  private WaitCycles(Set<Task<?>> limited) {
    this.limited = limited;
  }

  /**
   * Cycles among these tasks, no two with the same task.
   *
   * @param limited those whose wait a timeout ends
   */
  static List<List<Task<?>>> among(Collection<? extends Task<?>> tasks, Set<Task<?>> limited) {
    WaitCycles cycles = new WaitCycles(limited);
    tasks.forEach(cycles::walk);
    return cycles.found;
  }

  private void walk(Task<?> from) {
    enter(from);
    for (Iterator<? extends FutureLike<?>> next = left.peek(); next != null; next = left.peek()) {
      if (next.hasNext()) {
        enter(next.next());
      } else {
        left.pop();
        seen.put(path.remove(path.size() - 1), false);
      }
    }
  }

  private void enter(FutureLike<?> future) {
    Boolean isOnPath = seen.get(future);
    if (isOnPath == null) {
      seen.put(future, true);
      path.add(future);
      left.push(needs(future).iterator());
    } else if (isOnPath) {
      List<Task<?>> cycle = new ArrayList<>();
      for (FutureLike<?> one : path.subList(path.indexOf(future), path.size())) {
        if (one instanceof Task<?> task) {
          cycle.add(task);
        }
      }
      found.add(cycle);
    }
  }

  /** What it cannot end without. */
  private Collection<? extends FutureLike<?>> needs(FutureLike<?> future) {
    if (future.isDone()) {
      return List.of();
    }
    if (future instanceof Task<?> task) {
      FutureLike<?> waiter = limited.contains(task) ? null : task.waiter();
      return waiter == null ? List.of() : List.of(waiter);
    }
    @Nullable Purpose purpose = Capture.purposeOf(future);
    return purpose == null || purpose.mayEndOtherwise() ? List.of() : purpose.awaits();
  }
}
