package io.github.aiotask.impl;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.lock.qual.GuardedBy;

/**
 * What other threads hand over (§8.20): a lock and a list that is swapped. Any thread may {@link #put}; the loop's thread
 * takes.
 */
final class Inbox {
  private final Object lock = new Object();

  private @GuardedBy("lock") List<Ready> mail = new ArrayList<>();
  private @GuardedBy("lock") boolean closed;

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
      if (closed) {
        return false;
      }
      mail.add(entry);
      full = true;
      return true;
    }
  }

  /** All that was put, in order; the inbox is empty then. */
  List<Ready> takeAll() {
    synchronized (lock) {
      List<Ready> taken = mail;
      mail = new ArrayList<>();
      full = false;
      return taken;
    }
  }

  /** Drops all, and refuses from now on. */
  void close() {
    synchronized (lock) {
      closed = true;
      mail = new ArrayList<>();
      full = false;
    }
  }
}
