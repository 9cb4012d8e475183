package io.github.aiotask;

/** A handle that becomes ready at a time (§8.3). */
public interface TimerHandle extends Handle {

  /**
   * When it is due.
   *
   * @return nanoseconds of {@link EventLoop#time()}
   */
  long when();
}
