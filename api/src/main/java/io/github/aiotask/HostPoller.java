package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A poller of a host that runs the loop an iteration at a time ({@link RunnableLoop#runOnce}, §8.24), among other work in the same
 * thread, as an executor does. Code of that thread may use the loop between two iterations too: {@link #wakeup()} then says that
 * there is something to run, or another next timer (§8.34).
 */
public interface HostPoller extends Poller {

  /**
   * Lets no time pass: the host has waited before it called {@link RunnableLoop#runOnce}.
   *
   * @param nanos how long a loop without a host would wait
   */
  @Override
  void poll(long nanos);

  /**
   * Has the host run an iteration, once for however many calls. Any thread; in an iteration without effect, for the host looks for
   * itself after it whether there is work, and when the next timer is due.
   *
   * @throws RuntimeException LOOP_CLOSED if the host runs no iterations any more; then nothing is queued (§8.36)
   */
  @Override
  void wakeup();

  /**
   * The host's thread, asked in debug mode between two iterations (§8.22, §8.33).
   *
   * @return the thread; null if that is not known yet
   */
  @Nullable Thread thread();
}
