package io.github.aiotask.impl;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import java.lang.ref.WeakReference;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a future or task without keeping it alive: that it is one of all tasks (§7), and what to report when it is
 * collected (§9); and what few tasks have: a name of their own, a count of cancels, the message of one. It holds no coroutine and no
 * waiter, and the task only if the runtime was asked to (§7.9). Fields are written by the loop's thread.
 */
class Tracker extends WeakReference<Object> {
  static final int NOWHERE = -1;

  private final TrackerSet owner;

  /** Where it is in {@link TrackerSet}, or {@link #NOWHERE}; written and read by the loop's thread. */
  int slot = NOWHERE;

  /** Where the future was created; null but in debug mode (§9.4). */
  final @Nullable Throwable createdAt;

  /** Whether allTasks shows it. */
  private volatile boolean task;

  /** Whether to report its collection while pending (§9.2). */
  private boolean reportsPending;

  private @Nullable Throwable neverRetrieved;

  /** What a report calls the future; null: Task-number, which is not worth a string before that. */
  private @Nullable String label;

  private final long number;

  /** While it is pending, the task itself, to keep it alive (§7.9); then the message of a cancel that it did not end by. */
  private @Nullable Object held;

  /** Those that were not taken back (§6.4, §6.5). */
  int cancelRequests;

  /** Of the queued entry of a task that is done. */
  @Nullable Object argument;

  Tracker(
      Object referent,
      @Nullable String label,
      long number,
      TrackerSet owner,
      @Nullable Throwable createdAt) {
    super(referent, owner.collected);
    this.label = label;
    this.number = number;
    this.owner = owner;
    this.createdAt = createdAt;
  }

  @LockingFree
  boolean isTask() {
    return task;
  }

  /** Has the collection of a pending task reported, or prevented; and shows it among all tasks, or not. */
  void watch(boolean reportPending, boolean hold, boolean show) {
    reportsPending = reportPending;
    held = hold ? get() : null;
    task |= show;
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

  @LockingFree
  @Nullable String label() {
    return label;
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

  /** Of a future that is done, but not by the cancel that had this message. */
  void setCancelMessage(@Nullable Object message) {
    held = message;
  }

  /** That of a future that is done. */
  @Nullable Object cancelMessage() {
    return held;
  }

  private void removeIfIdle() {
    if (!task && !reportsPending && neverRetrieved == null) {
      owner.remove(this);
    }
  }

  /** What is to be said if nobody has asked for the error, once. */
  @Nullable LoopError takeUnretrieved() {
    Throwable error = neverRetrieved;
    if (error == null) {
      return null;
    }
    setNeverRetrieved(null);
    Object future = get();
    return new LoopError(Kind.NEVER_RETRIEVED, error, future == null ? name() : future, createdAt);
  }

  private String name() {
    return label == null ? "Task-" + number : label; // §2.4
  }

  /** The referent is collected: what is to be said about it; null for nothing. */
  @Nullable LoopError collected() {
    owner.remove(this);
    if (neverRetrieved != null) {
      return new LoopError(Kind.NEVER_RETRIEVED, neverRetrieved, name(), createdAt);
    }
    return reportsPending ? new LoopError(Kind.DESTROYED_PENDING, null, name(), createdAt) : null;
  }
}
