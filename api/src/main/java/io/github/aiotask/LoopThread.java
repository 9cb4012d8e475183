package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * The thread that code runs in, as loops see it. A coroutine may have a thread of its own; while that runs a step, it stands
 * for the thread that resumed the coroutine and waits for it: there is one thread at a time, and it counts as the loop's.
 *
 * <p>Who keeps something per thread of a loop, as a guest may keep its context, asks here and not {@link
 * Thread#currentThread()}, nor a {@link ThreadLocal}. Any thread.
 */
public final class LoopThread {
  private static final ThreadLocal<@Nullable Thread> STANDS_FOR = new ThreadLocal<>();

  private LoopThread() {}

  /**
   * The thread that loops see (§8.17, §8.22).
   *
   * @return the thread that the current one stands for, or else the current one
   */
  public static Thread current() {
    Thread other = STANDS_FOR.get();
    return other == null ? Thread.currentThread() : other;
  }

  /**
   * For coroutines with threads of their own: has the current thread stand for another one, which must do nothing in the
   * meantime.
   *
   * @param other the {@link #current()} of the thread that resumes the coroutine; null: for no other
   */
  public static void standFor(@Nullable Thread other) {
    STANDS_FOR.set(other);
  }
}
