package io.github.aiotask.direct;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop's virtual thread and those of its coroutines, one at a time, on one platform thread, which has no frame of anybody
 * else's: a virtual thread that is unmounted takes all monitors along that its carrier holds. Who has the turn gives it to another
 * one and is unmounted; what waits for something else keeps the turn, and the platform thread waits too.
 */
final class TurnScheduler implements Runnable {
  private final String name;
  volatile Mount turn;
  private volatile @Nullable Thread platform; // null: has ended
  private volatile boolean interrupting;

  /** The first turn is that of the loop's thread. */
  TurnScheduler(String name, Mount loop) {
    this.name = name;
    this.turn = loop;
    this.platform = newPlatform();
  }

  private Thread newPlatform() {
    Thread created = new Thread(this, name);
    created.setDaemon(true);
    return created;
  }

  void start() {
    Thread first = platform;
    if (first != null) {
      first.start();
    }
  }

  /** No turn is given any more. On the thread that has the last one. */
  void end() {
    platform = null;
  }

  @Override
  public void run() {
    Thread current = Thread.currentThread();
    while (platform == current) {
      Mount mounted = turn;
      if (mounted.isRunnable()) {
        mounted.run();
      } else {
        LockSupport.park(this);
        Thread.interrupted(); // or it would not wait
      }
    }
  }

  /** Whoever has the turn can go on. Any thread. */
  void wake() {
    Thread present = platform;
    if (present != null && present != Thread.currentThread()) {
      LockSupport.unpark(present);
    }
  }

  /**
   * Gives the turn away. The current thread keeps running until it leaves its place; it hears of all interrupts that came before, and
   * the other one of those that come from now on.
   */
  void give(Mount next) {
    turn = next;
    while (interrupting) {
      Thread.onSpinWait();
    }
  }

  /** Interrupts whoever has the turn. One thread at a time, but any. */
  void interrupt() {
    interrupting = true;
    try {
      turn.thread().interrupt();
    } finally {
      interrupting = false;
    }
  }

  /**
   * Who has given the turn away and keeps its place, since native code or a class initializer does not let it be unmounted, lets
   * another platform thread go on.
   */
  void moveOn() {
    Thread former = platform;
    Thread next = newPlatform();
    boolean started = false;
    platform = next;
    try {
      next.start();
      started = true;
    } finally {
      if (!started) { // there is no memory for a thread
        platform = former;
      }
    }
  }
}
