package io.github.aiotask.impl;

/** The tracker of a task of another make or loop, which does not know it: {@link TrackerSet} finds it by the task. */
final class ForeignTracker extends Tracker {
  private final int hash;

  ForeignTracker(Object referent, TrackerSet owner) {
    super(referent, referent.getClass().getName(), 0, owner, null);
    hash = System.identityHashCode(referent);
  }

  /** The referent's, also when it is collected. */
  @Override
  public int hashCode() {
    return hash;
  }
}
