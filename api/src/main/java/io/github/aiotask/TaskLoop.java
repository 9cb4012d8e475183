package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * What tasks and futures ask of a loop, and no more: all that a guest's or a toolkit's own loop has to implement. {@link
 * EventLoop} adds what programs ask of one. Confined to the loop's thread. Compared by identity: there is one Java object for
 * each loop.
 *
 * <p>What a call throws is the loop's to deal with: an error of kind EXIT, and to 3.7 a BASE_EXCEPTION, leaves the run (§8.7);
 * all else goes to {@link #callExceptionHandler} as CALLBACK_RAISED, and the loop goes on (§8.8). The report is made in the
 * context of the call (from 3.12 on, §8.19). A loop that calls {@link Guest#runInContext} itself sees to it that what its call
 * throws goes around the guest's frames, as the library's own calls do (§3.22).
 */
public interface TaskLoop {

  /**
   * Appends a call to the ready queue: it runs in the next iteration (§8.6). Nobody cancels it.
   *
   * @param <A> the argument
   * @param callback what to call, once
   * @param argument what to give it
   * @param context where to run it ({@link Guest#runInContext}); null: nowhere in particular, for the guest has had none to
   *     capture
   * @throws RuntimeException LOOP_CLOSED (§8.14), in debug mode WRONG_THREAD (§8.22); then nothing is queued
   */
  <A extends @Nullable Object> void schedule(Callback<? super A> callback, A argument, @Nullable Object context);

  /**
   * The same for a step or wakeup of a task (§4.8, §5.1): all that the library schedules come by here, and nothing else does, so
   * that a loop that wants to know which task comes next, wrap its steps or make them itself need not guess by the argument of
   * {@link #schedule}. A wakeup by a future of the guest's own make is for that future to schedule ({@link
   * FutureLike#addWaiter}).
   *
   * @param step what to run, once
   * @param context the task's (§3.19); null if it has none
   * @throws RuntimeException as {@link #schedule}
   */
  default void scheduleStep(QueuedStep step, @Nullable Object context) {
    schedule(QueuedStep::run, step, context);
  }

  /**
   * Whether it is running now; eager starts ask (§2.6).
   *
   * @return true while it runs handles
   */
  boolean isRunning();

  /**
   * Whether it is in debug mode: creation sites (§9.4), checks of threads (§8.22), slow callbacks (§9.8).
   *
   * @return true in debug mode
   */
  boolean isDebug();

  /**
   * In debug mode refuses a thread that is not the loop's; asked by what belongs to the loop, before it changes anything
   * (§8.33).
   *
   * @throws RuntimeException WRONG_THREAD; never by default, nor unless the loop is in debug mode
   */
  default void checkThread() {}

  /**
   * Reports an error that has nobody else to go to. Never throws an Exception.
   *
   * @param error what happened
   */
  void callExceptionHandler(LoopError error);
}
