package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** What other threads hand over (§8.20): a list under a lock. Any thread may {@link #put}; the loop's thread takes. */
final class Inbox {
  private final Object lock = new Object();

  private @GuardedBy("lock") @Nullable List<Ready> mail = new ArrayList<>(); // null: closed

  /** Whether there is mail, or the inbox is closed. */
  private volatile boolean full;

  /**
   * The same, for a plain read: who knows of it (because he put it, or joined the thread that did) sees true, and who does not
   * may see it later.
   */
  private boolean knownFull;

  /** Has the loop's thread look here before it queues anything. That thread. */
  void seemFull() {
    knownFull = true;
  }

  boolean isKnownFull() {
    return knownFull;
  }

  boolean isFull() {
    return full;
  }

  /** Adds an entry; false if the inbox is closed. */
  boolean put(Ready entry) {
    synchronized (lock) {
      if (mail == null) {
        return false;
      }
      mail.add(entry);
      setFull(true);
      return true;
    }
  }

  int size() {
    synchronized (lock) {
      return mail == null ? 0 : mail.size();
    }
  }

  /** Moves all that was put to the queue, in order. */
  void drainTo(ReadyQueue ready) {
    synchronized (lock) {
      List<Ready> taken = mail;
      if (taken != null) {
        ready.reserve(taken.size()); // all move, or none (§8.32)
        for (Ready entry : taken) {
          ready.add(entry);
        }
        taken.clear();
        setFull(false);
      }
    }
  }

  /** Gives what is there, and refuses from now on; is full for ever, so that one look tells of both. */
  List<Ready> close() {
    synchronized (lock) {
      List<Ready> left = new ArrayList<>();
      if (mail != null) {
        for (Ready entry : mail) {
          left.add(entry);
        }
      }
      mail = null;
      setFull(true);
      return left;
    }
  }

  private void setFull(boolean filled) {
    knownFull = filled;
    full = filled;
  }
}
