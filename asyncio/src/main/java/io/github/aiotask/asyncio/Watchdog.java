package io.github.aiotask.asyncio;

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** The daemon thread that looks after all loops in debug mode, every second; there is none while no loop is. Any thread. */
final class Watchdog {
  private static final long MILLIS_BETWEEN_LOOKS = 1000;
  private static final Object LOCK = new Object();
  private static final List<WeakReference<Watch>> WATCHED = new ArrayList<>(); // guarded by the lock
  private static boolean runs; // the same

  private Watchdog() {}

  /** Watches it from now on, as long as its loop is in debug mode; weakly. */
  static void add(Watch watch) {
    synchronized (LOCK) {
      if (WATCHED.stream().noneMatch(one -> one.refersTo(watch))) {
        WATCHED.add(new WeakReference<>(watch));
      }
      if (!runs) {
        Thread thread = new Thread(Watchdog::run, "aiotask-watchdog");
        thread.setDaemon(true);
        thread.start();
        runs = true;
      }
    }
  }

  /** What it says. */
  static void tell(String text) {
    System.getLogger("io.github.aiotask").log(Level.WARNING, text);
  }

  private static void run() {
    try {
      while (lookAtAll()) {
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException end) { // somebody ends all threads
      synchronized (LOCK) {
        runs = false;
      }
    }
  }

  private static boolean lookAtAll() {
    List<WeakReference<Watch>> all;
    synchronized (LOCK) {
      all = List.copyOf(WATCHED);
    }
    List<WeakReference<Watch>> over = new ArrayList<>();
    for (WeakReference<Watch> one : all) {
      Watch watch = one.get();
      if (watch == null || !looks(watch)) {
        over.add(one);
      }
    }
    synchronized (LOCK) {
      WATCHED.removeAll(over);
      runs = !WATCHED.isEmpty();
      return runs;
    }
  }

  private static boolean looks(Watch watch) {
    try {
      return watch.look();
    } catch (RuntimeException failure) { // of a name or a description: the others are still to be looked at
      System.getLogger("io.github.aiotask").log(Level.WARNING, "the watchdog failed at one loop", failure);
      return true;
    }
  }
}
