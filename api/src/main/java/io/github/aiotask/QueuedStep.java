package io.github.aiotask;

/**
 * A step or wakeup of a task, as a loop is given it by {@link TaskLoop#scheduleStep}: for a loop that wants to know whose it is. To
 * run it is all that has to be done with it, once, in its turn. On the loop's thread.
 */
public interface QueuedStep {

  /**
   * Whose step it is.
   *
   * @return the task
   */
  Task<?> task();

  /**
   * Makes the step (§3, §5), in the context that came with it: who calls has entered that. A guest that resumes the coroutine itself
   * calls {@link Steps#begin(QueuedStep)} instead.
   *
   * @throws RuntimeException as {@link Task#step}; any Throwable if the task lets its error through (§3.13)
   */
  void run();
}
