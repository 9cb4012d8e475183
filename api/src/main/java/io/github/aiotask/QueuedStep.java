package io.github.aiotask;

/**
 * What a loop is given as the argument of a task's step or wakeup, so that a guest can find whose it is. Tasks are such ones too:
 * a guest that has a loop call something of its own with a task gives another argument, if it tells steps by that.
 */
public interface QueuedStep {

  /**
   * Whose step it is.
   *
   * @return the task
   */
  Task<?> task();
}
