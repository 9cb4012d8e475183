package io.github.aiotask.direct;

import java.util.Set;

/**
 * How a coroutine in direct style keeps its stack while it is suspended. What is chosen by itself ({@link #best()}) is a thread of
 * the coroutine's own, so Java's per-thread things mean the same on every JVM ({@link PerThread}).
 *
 * <p>A thread ends with its coroutine. If the coroutine is dropped, its thread is ended as by {@link
 * io.github.aiotask.Coroutine#close}, but later and in no loop's thread; if what its own code holds leads back to its task, as the
 * future does that it waits for, it never is: threads are roots of the garbage collector. So close what is not to go on.
 *
 * <p>Costs in the comments are orders of magnitude, measured on JDK 25.
 */
public enum Carrier {

  /**
   * A virtual thread for each coroutine: a microsecond for each resume in a loop that a {@link io.github.aiotask.asyncio.Runner} or
   * {@link Direct#runLoop} runs, in a virtual thread too; some twenty in a loop that is run in a platform thread. With {@code
   * --add-opens java.base/java.lang=ALL-UNNAMED} (on the module path {@code =io.github.aiotask}; in an executable jar's
   * manifest {@code Add-Opens: java.base/java.lang}) the former schedule these threads themselves, for a third of that.
   *
   * <p>Java 21 and newer; chosen from 24 on, since before that a virtual thread that waits in a monitor keeps one of the JVM's few
   * carrier threads.
   */
  VIRTUAL_THREAD(
      VirtualThreads.areThere() ? "" : "this is Java " + Runtime.version().feature() + ", virtual threads are there from 21 on"),

  /** A platform thread for each coroutine: 6 to 90 microseconds for each resume. Always there; chosen before Java 24. */
  PLATFORM_THREAD(""),

  /**
   * The JVM's own continuations: a tenth of a microsecond for each resume, a kilobyte and a half for each suspended task,
   * collected when dropped (without running {@code finally} blocks). Java 21 and newer, with one flag ({@link #reason()} names it).
   *
   * <p>Never chosen by itself, for all coroutines share the loop's thread. Its thread-locals, its context class loader and the
   * current thread are theirs. What a coroutine binds of scoped values while it awaits, others see, and who ran the loop too. A
   * lock or monitor that is held over an await belongs to the thread: other coroutines walk in. And from Java 24 on, if the loop runs
   * inside of a {@code synchronized} block or method and a coroutine is suspended, that monitor is no longer held there. Nothing of
   * this can be seen at the await, so it is not refused. What the JVM refuses, the await says: to be suspended in a class
   * initializer, below native code, or, before Java 24, in a monitor. To be resumed in another thread than at first is refused too.
   */
  CONTINUATION(Continuations.MISSING);

  private static final Set<PerThread> OF_THE_LOOP =
      Set.<PerThread>of(
          PerThread.THREAD_LOCALS,
          PerThread.INHERITED_THREAD_LOCALS,
          PerThread.SCOPED_VALUES,
          PerThread.MONITORS,
          PerThread.LOCKS,
          PerThread.CURRENT_THREAD,
          PerThread.CONTEXT_CLASS_LOADER);

  private final String reason;

  Carrier(String reason) {
    this.reason = reason;
  }

  /**
   * The one that {@link Direct#coroutine(java.util.concurrent.Callable)} uses: {@link #VIRTUAL_THREAD} on Java 24 and newer, else
   * {@link #PLATFORM_THREAD}.
   *
   * @return the carrier, the same for the life of the JVM
   */
  public static Carrier best() {
    return VirtualThreads.areThere() && VirtualThreads.areGood() ? VIRTUAL_THREAD : PLATFORM_THREAD;
  }

  /**
   * Whether this JVM has it, as it was started.
   *
   * @return whether coroutines can be created on it
   */
  public boolean isAvailable() {
    return reason.isEmpty();
  }

  /**
   * Why it is not available, and what to do.
   *
   * @return one line; empty if it is available
   */
  public String reason() {
    return reason;
  }

  /**
   * What a coroutine does not have for itself, but shares with the loop's thread.
   *
   * @return nothing, but for {@link #CONTINUATION}
   */
  public Set<PerThread> shared() {
    return this == CONTINUATION ? OF_THE_LOOP : Set.of();
  }
}
