package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.lock.qual.GuardSatisfied;
import org.checkerframework.common.value.qual.MinLen;
import org.jspecify.annotations.Nullable;

/**
 * The trackers of one loop, in the order in which they came: a ring of slots. The loop's thread adds and removes, and takes no
 * lock for it, which would cost more than all else that a cancel does. Any thread may look (§7.8): a tracker keeps its slot for
 * as long as its array is the ring, and a new array is full before it is the ring, so that a reader finds all that are there
 * while it reads, and perhaps others.
 */
final class TrackerSet {
  private static final int INITIAL = 16;
  private static final int LONGEST = 1 << 30;

  private volatile @Nullable Tracker @MinLen(1) [] slots = new @Nullable Tracker[INITIAL]; // its length is a power of two
  private int head; // both count up for ever; masked at each use
  private int tail;
  private int size;

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
    if (tail - head == slots.length) {
      makeRoom();
    }
    put(slots, tracker);
    size++;
    if (tracker.foreign) {
      foreign.put(tracker, tracker);
    }
  }

  private void put(@Nullable Tracker @MinLen(1) [] into, Tracker tracker) {
    tracker.slot = tail & (into.length - 1);
    into[tail & (into.length - 1)] = tracker;
    tail++;
  }

  /** A ring without the gaps, at most half full. */
  private void makeRoom() {
    @Nullable Tracker @MinLen(1) [] old = slots;
    int length = old.length;
    if (length > LONGEST / 2) {
      throw new OutOfMemoryError("a loop has " + size + " tasks: something creates them without end");
    }
    @Nullable Tracker @MinLen(1) [] roomy = new @Nullable Tracker[size > length / 2 ? length * 2 : length];
    int first = head;
    head = 0;
    tail = 0;
    for (int i = 0; i < length; i++) {
      Tracker tracker = old[(first + i) & (length - 1)];
      if (tracker != null) {
        put(roomy, tracker);
      }
    }
    slots = roomy;
  }

  /** Takes it out, if it is there. */
  void remove(Tracker tracker) {
    int slot = tracker.slot;
    @Nullable Tracker @MinLen(1) [] ring = slots;
    if (slot == Tracker.NOWHERE) {
      return;
    }
    tracker.slot = Tracker.NOWHERE;
    ring[slot & (ring.length - 1)] = null;
    size--;
    while (head != tail && ring[head & (ring.length - 1)] == null) {
      head++;
    }
    if (tracker.foreign) {
      foreign.remove(tracker);
    }
  }

  /** All tasks that are alive, in a new list. */
  List<Object> tasks() {
    @Nullable Tracker @MinLen(1) [] ring = slots;
    int first = head;
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

  /** The tracker that shows this foreign task among all tasks. */
  @Nullable Tracker find(Object task) {
    return foreign.get(new Shown(task));
  }
}
