package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;

/**
 * How a coroutine in direct style keeps its stack while it is suspended. The semantics are the same, the costs are not.
 *
 * <p>Costs in the comments are orders of magnitude, measured on JDK 25.
 */
public enum Carrier {

  /**
   * The JVM's own continuations: a tenth of a microsecond for each resume, under a kilobyte for each suspended coroutine,
   * collected when dropped. Java 21 and newer, with one flag ({@link #reason()} names it).
   *
   * <p>Its limits: suspended in one thread, a coroutine can be resumed only in that thread. It cannot be suspended in a
   * class initializer, below native code, or, before Java 24, in a {@code synchronized} block: the await says so.
   */
  CONTINUATION(Continuations.MISSING),

  /**
   * A thread for each coroutine: some ten microseconds for each resume. Always there; a daemon, and virtual where virtual
   * threads may wait in monitors (Java 24 and newer). It stands for the loop's thread while it runs a step ({@link
   * LoopThread}), interrupts go both ways, and it ends with the coroutine.
   *
   * <p>Its limits: thread-locals of the loop's thread are not seen. If the coroutine is dropped, its thread is ended as by
   * {@link io.github.aiotask.Coroutine#close}, but later and in no loop's thread; if what its own code holds leads back to its
   * task, as the future does that it waits for, it never is: threads are roots of the garbage collector. So close what is
   * not to go on.
   */
  THREAD("");

  private final String reason;

  Carrier(String reason) {
    this.reason = reason;
  }

  /**
   * The one that {@link Direct#coroutine(java.util.concurrent.Callable)} uses: {@link #CONTINUATION} if it is available.
   *
   * @return the carrier, the same for the life of the JVM
   */
  public static Carrier best() {
    return Best.CARRIER;
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

  /** Chosen at the first use; what is missing is told then, once. */
  private static final class Best {
    static final Carrier CARRIER = choose();

    private static Carrier choose() {
      if (CONTINUATION.isAvailable()) {
        return CONTINUATION;
      }
      if (Continuations.isFlagMissing()) {
        System.getLogger("io.github.aiotask")
            .log(System.Logger.Level.INFO, "coroutines run on threads, which is slow: " + CONTINUATION.reason());
      }
      return THREAD;
    }
  }
}
