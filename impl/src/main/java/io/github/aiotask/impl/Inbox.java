package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.jspecify.annotations.Nullable;

/** What other threads hand over (§8.20): a list under a lock. Any thread may {@link #put}; the loop's thread takes. */
final class Inbox {
  private final Object lock = new Object();

  private @GuardedBy("lock") @Nullable List<Ready> mail = new ArrayList<>(); // null: closed

  /**
   * Whether there is mail. Read without the lock: who knows that something was put (because he put it, or joined the thread
   * that did) sees true; a racing reader may be late by one look.
   */
  private volatile boolean full;

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
      full = true;
      return true;
    }
  }

  /** Moves all that was put to the queue, in order. */
  void drainTo(ReadyQueue ready) {
    synchronized (lock) {
      List<Ready> taken = mail;
      if (taken != null) {
        for (Ready entry : taken) {
          ready.add(entry);
        }
        taken.clear();
        full = false;
      }
    }
  }

  /** Drops all, and refuses from now on. */
  void close() {
    synchronized (lock) {
      mail = null;
      full = false;
    }
  }
}
