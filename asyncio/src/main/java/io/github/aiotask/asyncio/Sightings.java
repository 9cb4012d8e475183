package io.github.aiotask.asyncio;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** When a task was first seen to wait for what it waits for, by who looks now and then. Any thread. */
final class Sightings {
  private final Object lock = new Object();
  private final @GuardedBy("lock") Map<Task<?>, Sighting> seen = new WeakHashMap<>(0);

  /** The wait is known by its identity alone: to hold the future might keep the task. */
  private record Sighting(int identity, long nanos) {}

  /** It waits for that now. */
  void add(Task<?> task, FutureLike<?> waiter) {
    int identity = System.identityHashCode(waiter);
    synchronized (lock) {
      Sighting known = seen.get(task);
      if (known == null || known.identity != identity) {
        seen.put(task, new Sighting(identity, System.nanoTime()));
      }
    }
  }

  /** How long it has waited for that at least; null if nobody has looked. */
  @Nullable Duration ageOf(Task<?> task, @Nullable FutureLike<?> waiter) {
    if (waiter == null) {
      return null;
    }
    synchronized (lock) {
      Sighting known = seen.get(task);
      return known == null || known.identity != System.identityHashCode(waiter)
          ? null
          : Duration.ofNanos(System.nanoTime() - known.nanos);
    }
  }
}
