package io.github.aiotask;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Which InterruptedExceptions mean that a thread was interrupted, and which are the outcome of something (§8.28). A future
 * may fail with one, for example because a pool was shut down: nobody has interrupted the thread that reads it then.
 *
 * <p>For who implements loops and futures. Any thread.
 */
public final class Interrupts {
  /** Few errors come here, and none of them is kept alive by it. */
  private static final Set<InterruptedException> OUTCOMES =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private Interrupts() {}

  /**
   * Says that an error is the outcome of a future: whoever throws it from now on was not interrupted.
   *
   * @param error any error; nothing happens unless it is an InterruptedException
   */
  public static void outcome(Throwable error) {
    if (error instanceof InterruptedException interrupt) {
      OUTCOMES.add(interrupt);
    }
  }

  /**
   * Whoever swallows an error that tells of an interrupt interrupts the thread again, so that the loop's next poll sees it
   * (§8.23).
   *
   * @param swallowed any error; nothing happens unless it is an InterruptedException that is nobody's outcome
   */
  public static void keep(Throwable swallowed) {
    if (swallowed instanceof InterruptedException interrupt && !OUTCOMES.contains(interrupt)) {
      Thread.currentThread().interrupt();
    }
  }
}
