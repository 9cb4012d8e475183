package io.github.aiotask;

/** What a loop is given as the argument of a task's step or wakeup, so that a guest can find whose it is. */
public interface QueuedStep {

  /**
   * Whose step it is.
   *
   * @return the task
   */
  Task<?> task();
}
