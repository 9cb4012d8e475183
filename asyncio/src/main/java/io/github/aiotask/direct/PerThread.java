package io.github.aiotask.direct;

/**
 * What Java keeps for each thread, and what it is in a coroutine in direct style: what it is in a thread of the coroutine's own.
 * Every carrier that is chosen by itself keeps it all; {@link Carrier#shared()} says what another one does not.
 */
public enum PerThread {
  /** {@link ThreadLocal}: each coroutine has its own values, from its first step to its end. */
  THREAD_LOCALS,
  /** {@link InheritableThreadLocal}: taken over from the thread in which the coroutine is created, as by any new thread. */
  INHERITED_THREAD_LOCALS,
  /** {@code ScopedValue}: what is bound around an await is bound for this coroutine alone, and ends with its block. */
  SCOPED_VALUES,
  /**
   * {@code synchronized}: a monitor is the coroutine's, over awaits too, and that of who runs the loop stays his. Another coroutine
   * that wants it blocks the loop, as whatever blocks does.
   */
  MONITORS,
  /** {@link java.util.concurrent.locks.Lock}: as monitors. */
  LOCKS,
  /**
   * {@link Thread#currentThread()}: one of the coroutine's own, the same at each step, with the task's name. {@link
   * io.github.aiotask.LoopThread#current()} is the loop's.
   */
  CURRENT_THREAD,
  /** {@link Thread#getContextClassLoader()}: taken over like what is inherited; a change is the coroutine's alone. */
  CONTEXT_CLASS_LOADER,
  /**
   * {@link Thread#interrupt()} of the loop's thread: reaches who has the turn, the loop or a coroutine, and what a step leaves of it
   * is the loop's (§8.23). To interrupt the thread of a suspended coroutine has no effect: cancel its task.
   */
  INTERRUPTS,
  /** {@link StackOverflowError}: an error of that task; the loop and the others go on. */
  STACK_OVERFLOW
}
