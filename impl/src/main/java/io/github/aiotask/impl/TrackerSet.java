package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.lock.qual.GuardSatisfied;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The trackers of one loop, in the order in which they came: linked by themselves, so that to come and to go allocates nothing.
 * The loop's thread adds and removes; any thread may look (§7.8).
 */
final class TrackerSet {
  private final Object lock = new Object();
  private final @GuardedBy("lock") Ends ends = new Ends();

  /** Those of foreign tasks, by themselves: nothing else leads from such a task to its tracker. */
  private final @GuardedBy("lock") Map<Object, Tracker> foreign = new HashMap<>();

  private static final class Ends {
    @Nullable Tracker first;
    @Nullable Tracker last;
  }

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

  /** Appends it, if it is not there. */
  void add(Tracker tracker) {
    if (tracker.linked) {
      return;
    }
    synchronized (lock) {
      tracker.linked = true;
      Tracker before = ends.last;
      tracker.previous = before;
      if (before == null) {
        ends.first = tracker;
      } else {
        before.next = tracker;
      }
      ends.last = tracker;
      if (tracker.foreign) {
        foreign.put(tracker, tracker);
      }
    }
  }

  /** Takes it out, if it is there. */
  void remove(Tracker tracker) {
    if (!tracker.linked) {
      return;
    }
    synchronized (lock) {
      tracker.linked = false;
      Tracker before = tracker.previous;
      Tracker after = tracker.next;
      if (before == null) {
        ends.first = after;
      } else {
        before.next = after;
      }
      if (after == null) {
        ends.last = before;
      } else {
        after.previous = before;
      }
      tracker.previous = null;
      tracker.next = null;
      if (tracker.foreign) {
        foreign.remove(tracker);
      }
    }
  }

  /** All tasks that are alive, in a new list: nobody is called under the lock. */
  List<Object> tasks() {
    List<Object> tasks = new ArrayList<>();
    synchronized (lock) {
      for (Tracker tracker = ends.first; tracker != null; tracker = tracker.next) {
        Object task = tracker.isTask() ? tracker.get() : null;
        if (task != null) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }

  /** The tracker that shows this foreign task among all tasks. */
  @Nullable Tracker find(Object task) {
    synchronized (lock) {
      return foreign.get(new Shown(task));
    }
  }
}
