package io.github.aiotask.impl;

import java.lang.ref.ReferenceQueue;

/** The tracker of a task of another make or loop, which does not know it: {@link TrackerSet} finds it by the task. */
final class ForeignTracker extends Tracker {
  private final int hash;

  ForeignTracker(Object referent, String label, ReferenceQueue<Object> collected, TrackerSet owner) {
    super(referent, label, 0, collected, owner, null);
    hash = System.identityHashCode(referent);
  }

  /** The referent's, also when it is collected. */
  @Override
  public int hashCode() {
    return hash;
  }
}
