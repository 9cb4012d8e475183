package io.github.aiotask.impl;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a future or task, as a rule without keeping it alive: that it is one of all tasks (§7), and what to report when
 * it is collected (§9). It holds no coroutine and no waiter, and the task only if the runtime was asked to (§7.9). Fields are written by the loop's thread.
 */
final class Tracker extends WeakReference<Object> {
  private final TrackerSet owner;
  private final int hash;

  /** Where the future was created; null but in debug mode (§9.4). */
  final @Nullable Throwable createdAt;

  /** Whether allTasks shows it. */
  private volatile boolean task;

  /** Whether to report its collection while pending (§9.2). */
  private boolean reportsPending;

  private @Nullable Throwable neverRetrieved;
  private String label;

  /** The task itself, to keep it alive (§7.9). */
  private @Nullable Object held;

  Tracker(
      Object referent,
      String label,
      ReferenceQueue<Object> collected,
      TrackerSet owner,
      @Nullable Throwable createdAt) {
    super(referent, collected);
    this.hash = System.identityHashCode(referent);
    this.label = label;
    this.owner = owner;
    this.createdAt = createdAt;
  }

  @LockingFree
  boolean isTask() {
    return task;
  }

  /** Has the collection of a pending task reported, or prevented. */
  void watch(boolean reportPending, boolean hold) {
    reportsPending = reportPending;
    held = hold ? get() : null;
    owner.add(this);
  }

  /** Shows it among all tasks. */
  void show() {
    task = true;
    owner.add(this);
  }

  /** Hides it from all tasks. */
  void hide() {
    task = false;
    removeIfIdle();
  }

  /** The task is done: there is nothing pending to report or to keep alive. */
  void done() {
    reportsPending = false;
    held = null;
    removeIfIdle();
  }

  void setReportsPending(boolean report) {
    reportsPending = report;
  }

  void setLabel(String name) {
    label = name;
  }

  /** Has the error reported if the future is collected before it is retrieved (§9.1). */
  void setNeverRetrieved(@Nullable Throwable error) {
    neverRetrieved = error;
    if (error != null) {
      owner.add(this);
    } else {
      removeIfIdle();
    }
  }

  private void removeIfIdle() {
    if (!task && !reportsPending && neverRetrieved == null) {
      owner.remove(this);
    }
  }

  /** The referent is collected: what is to be said about it; null for nothing. */
  @Nullable LoopError collected() {
    owner.remove(this);
    if (neverRetrieved != null) {
      return new LoopError(Kind.NEVER_RETRIEVED, neverRetrieved, label, createdAt);
    }
    return reportsPending ? new LoopError(Kind.DESTROYED_PENDING, null, label, createdAt) : null;
  }

  /** That of the referent, so that {@link TrackerSet} finds it by that. */
  @Override
  public int hashCode() {
    return hash;
  }
}
