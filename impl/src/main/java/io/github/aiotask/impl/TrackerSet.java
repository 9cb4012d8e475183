package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.lock.qual.GuardSatisfied;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** The trackers of one loop, in the order in which they came. Any thread may look (§7.8). */
final class TrackerSet {
  private final Object lock = new Object();
  private final @GuardedBy("lock") Map<Object, Tracker> trackers = new LinkedHashMap<>(); // by themselves

  /** Equals the tracker that shows this very object. */
  private record Shown(Object task) {
    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }

    @Override
    @SuppressWarnings("lock:instanceof.pattern.unsafe") // trackers are not guarded: the map of them is
    public boolean equals(@GuardSatisfied @Nullable Object other) {
      return other instanceof Tracker tracker && tracker.isTask() && tracker.refersTo(task);
    }
  }

  void add(Tracker tracker) {
    synchronized (lock) {
      trackers.put(tracker, tracker);
    }
  }

  void remove(Tracker tracker) {
    synchronized (lock) {
      trackers.remove(tracker);
    }
  }

  /** All tasks that are alive, in a new list: nobody is called under the lock. */
  List<Object> tasks() {
    List<Object> tasks = new ArrayList<>();
    synchronized (lock) {
      for (Tracker tracker : trackers.values()) {
        Object task = tracker.isTask() ? tracker.get() : null;
        if (task != null) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }

  /** The tracker that shows this very object among all tasks. */
  @Nullable Tracker find(Object task) {
    synchronized (lock) {
      return trackers.get(new Shown(task));
    }
  }
}
