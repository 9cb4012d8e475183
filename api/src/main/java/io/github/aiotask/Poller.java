package io.github.aiotask;

/**
 * The clock of a loop and its way to sleep, as one seam: real time, a virtual clock, a host's own selector. The runtime
 * brings one for real and one for virtual time.
 */
public interface Poller {

  /**
   * The clock. Any thread.
   *
   * @return nanoseconds, never going back
   */
  long time();

  /**
   * Called once in each iteration, on the loop's thread: lets time pass (§8.1, §8.2).
   *
   * @param nanos how long to wait for {@link #wakeup()} at most; 0: not at all
   * @throws InterruptedException if the thread is interrupted; asked even if there is no wait (§8.23)
   */
  void poll(long nanos) throws InterruptedException;

  /** Ends the poll that is under way, or else the next one that waits. Any thread (§8.20). */
  void wakeup();
}
