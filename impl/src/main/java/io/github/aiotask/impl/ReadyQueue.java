package io.github.aiotask.impl;

import org.checkerframework.checker.index.qual.NonNegative;
import org.checkerframework.common.value.qual.MinLen;
import org.jspecify.annotations.Nullable;

/**
 * The FIFO of what is ready (§8.6): an array ring whose length is a power of two. Confined to the loop's thread. The ring is of
 * Objects, because a store into an array of an interface asks for each entry whether it implements it. A loop is one, a
 * foreign one without use for it: in a field it would be one more load, several times in each step.
 */
class ReadyQueue {
  private static final int INITIAL = 16;
  private static final int LONGEST = 1 << 30;

  private @Nullable Object @MinLen(1) [] ring = new @Nullable Object[INITIAL];
  private int head; // masked at each use
  private @NonNegative int size;

  /** So many entries before head, which are the last ones. */
  private int rotated;

  final @NonNegative int queueSize() {
    return size;
  }

  final void add(Ready entry) {
    if (rotated > 0) {
      settle();
    }
    int count = size;
    if (count == ring.length) {
      grow();
    }
    @Nullable Object @MinLen(1) [] entries = ring;
    entries[(head + count) & (entries.length - 1)] = entry;
    size = count + 1;
  }

  /** The first entry, which stays; null if there is none. */
  final @Nullable Object firstQueued() {
    @Nullable Object @MinLen(1) [] entries = ring; // once: another thread may look while it grows
    return entries[head & (entries.length - 1)];
  }

  /**
   * The first entry becomes the last, and stays in its slot until another one comes or goes: if all of them go round, then none is
   * ever stored again, for which a garbage collector may want a barrier.
   */
  final void rotate() {
    if (size > 1) { // else it is the last
      int gone = rotated + 1;
      boolean all = gone == size;
      head = all ? head - rotated : head + 1;
      rotated = all ? 0 : gone;
    }
  }

  /** Moves what has gone round behind the others. */
  private void settle() {
    @Nullable Object @MinLen(1) [] entries = ring;
    int mask = entries.length - 1;
    int moved = rotated;
    rotated = 0;
    for (int from = head - moved; from != head; from++) {
      Object entry = entries[from & mask];
      entries[from & mask] = null; // before the store: a full ring's tail is its head
      entries[(from + size) & mask] = entry;
    }
  }

  final void removeFirst() {
    if (rotated > 0) {
      settle();
    }
    if (size > 0) {
      ring[head & (ring.length - 1)] = null;
      head++;
      size--;
    }
  }

  final void clearQueue() {
    ring = new @Nullable Object[INITIAL];
    head = 0;
    size = 0;
    rotated = 0;
  }

  /** On the loop's thread just the entries, in no order; on another one perhaps without one that moves, perhaps outdated. */
  final @Nullable Object[] entries() {
    return ring.clone();
  }

  /** Makes room for so many more: to add them cannot fail then. */
  final void reserve(@NonNegative int more) {
    settle();
    while (ring.length - size < more) {
      grow();
    }
  }

  private void grow() {
    @Nullable Object @MinLen(1) [] old = ring;
    int length = old.length;
    if (length > LONGEST / 2) {
      throw new OutOfMemoryError("the ready queue holds " + size + " handles: something schedules without end");
    }
    @Nullable Object[] larger = new @Nullable Object[length * 2];
    for (int i = 0; i < larger.length && i < size; i++) {
      larger[i] = old[(head + i) & (old.length - 1)];
    }
    ring = larger;
    head = 0;
  }

  /** Closes the gaps that another thread has torn, which has no business here; whatever entries there are stay. */
  final void mend() {
    settle();
    @Nullable Object @MinLen(1) [] torn = ring;
    @Nullable Object @MinLen(1) [] mended = new @Nullable Object[torn.length];
    int count = 0;
    for (int i = 0; i < torn.length; i++) {
      Object entry = torn[(head + i) & (torn.length - 1)];
      if (entry != null) {
        mended[count & (mended.length - 1)] = entry;
        count++;
      }
    }
    ring = mended;
    head = 0;
    size = count;
  }
}
