package io.github.aiotask.impl;

import io.github.aiotask.LoopError;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.lock.qual.GuardSatisfied;
import org.checkerframework.common.value.qual.MinLen;
import org.jspecify.annotations.Nullable;

/**
 * The trackers of one loop, in the order in which they came: a ring of slots. The loop's thread adds and removes, without a lock.
 * Any thread may look (§7.8): a tracker keeps its slot for as long as its array is the ring, and a new array is filled before it is
 * the ring, so that a reader finds all that are there while it reads, and perhaps others; what was stored it may see late.
 */
final class TrackerSet {
  private static final int INITIAL = 16;
  private static final int LONGEST = 1 << 30;

  private volatile @Nullable Tracker @MinLen(1) [] slots = new @Nullable Tracker[INITIAL]; // its length is a power of two

  /** Where the collector puts the trackers of what it has collected. */
  final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Where the next one goes, masked at each use; the first slot from here on that is taken has the one that came first. */
  private int next;

  /** Those of foreign tasks, by themselves: nothing else leads from such a task to its tracker. */
  private final Map<Object, Tracker> foreign = new HashMap<>();

  /** Equals the tracker that shows this very object. */
  private record Shown(Object task) {
    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }

    @Override
    @SuppressWarnings("lock:instanceof.pattern.unsafe") // trackers are guarded by no lock
    public boolean equals(@GuardSatisfied @Nullable Object other) {
      return other instanceof Tracker tracker && tracker.isTask() && tracker.refersTo(task);
    }
  }

  /** Appends it, if it is not there. */
  void add(Tracker tracker) {
    if (tracker.slot != Tracker.NOWHERE) {
      return;
    }
    @Nullable Tracker @MinLen(1) [] ring = slots;
    if (ring[next & (ring.length - 1)] != null) {
      ring = roomy(ring);
      slots = ring;
    }
    put(ring, tracker);
    if (tracker instanceof ForeignTracker) {
      foreign.put(tracker, tracker);
    }
  }

  private void put(@Nullable Tracker @MinLen(1) [] ring, Tracker tracker) {
    tracker.slot = next & (ring.length - 1);
    ring[next & (ring.length - 1)] = tracker;
    next++;
  }

  /** A ring with the same trackers, without gaps between them, at most half full. */
  private @Nullable Tracker @MinLen(1) [] roomy(@Nullable Tracker @MinLen(1) [] full) {
    int length = full.length;
    if (length > LONGEST / 2) {
      throw new OutOfMemoryError("a loop has had " + length + " tasks at a time: something creates them without end");
    }
    int count = 0;
    for (Tracker tracker : full) {
      count += tracker == null ? 0 : 1;
    }
    int wanted = length;
    if (count > length / 2) {
      wanted = length * 2;
    } else if (length > INITIAL && count < length / 8) {
      wanted = length / 2;
    }
    @Nullable Tracker @MinLen(1) [] roomy = new @Nullable Tracker[wanted];
    int first = next;
    next = 0;
    for (int i = 0; i < length; i++) {
      Tracker tracker = full[(first + i) & (length - 1)];
      if (tracker != null) {
        put(roomy, tracker);
      }
    }
    return roomy;
  }

  /** Takes it out, if it is there. */
  void remove(Tracker tracker) {
    int slot = tracker.slot;
    if (slot == Tracker.NOWHERE) {
      return;
    }
    tracker.slot = Tracker.NOWHERE;
    @Nullable Tracker @MinLen(1) [] ring = slots;
    ring[slot & (ring.length - 1)] = null;
    if (tracker instanceof ForeignTracker) {
      foreign.remove(tracker);
    }
  }

  /** All tasks that are alive, in a new list. */
  List<Object> tasks() {
    @Nullable Tracker @MinLen(1) [] ring = slots;
    int first = next;
    List<Object> tasks = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      Tracker tracker = ring[(first + i) & (ring.length - 1)];
      Object task = tracker != null && tracker.isTask() ? tracker.get() : null;
      if (task != null) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  /** Reports about errors that nobody has asked for, in the order in which their futures came. */
  List<LoopError> takeUnretrieved() {
    @Nullable Tracker @MinLen(1) [] ring = slots;
    int first = next;
    List<LoopError> reports = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      Tracker tracker = ring[(first + i) & (ring.length - 1)];
      LoopError report = tracker == null ? null : tracker.takeUnretrieved();
      if (report != null) {
        reports.add(report);
      }
    }
    return reports;
  }

  /** Shows a foreign task among all tasks, once. */
  void show(Object task) {
    if (!foreign.containsKey(new Shown(task))) {
      new ForeignTracker(task, this).show();
    }
  }

  /** Hides a foreign task, if it is there. */
  void hide(Object task) {
    Tracker tracker = foreign.get(new Shown(task));
    if (tracker != null) {
      tracker.hide();
    }
  }

  /** The next report about what was collected; null if there is none. */
  @Nullable LoopError nextCollected() {
    for (Reference<?> reference = collected.poll(); reference != null; reference = collected.poll()) {
      LoopError error = reference instanceof Tracker tracker ? tracker.collected() : null;
      if (error != null) {
        return error;
      }
    }
    return null;
  }
}
