package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A run of a {@link RunnableLoop} that does everything but resume coroutines: timers, calls and callbacks are its own, and each
 * step of a task is handed out when its turn has come, begun as by {@link Steps#begin(QueuedStep)}. One call reports what came out
 * of a coroutine and gives the next task:
 *
 * <pre>{@code
 * try (PulledRun run = loop.pullForever()) {
 *   Task<?> task = run.next();
 *   while (task != null) {
 *     Coroutine<?> coroutine = task.coroutine();
 *     Throwable error = run.error();
 *     try {
 *       Object value = error == null ? coroutine.send(run.sent()) : coroutine.raise(error);
 *       task = run.yielded(value);
 *     } catch (ReturnedValue end) {               // as the guest's language has it
 *       task = run.returned(end.value());
 *     } catch (Throwable raised) {
 *       task = run.raised(raised);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>The caller enters {@link Task#context()} around the resume and leaves it before the report: the run enters it by {@link
 * Guest#runInContext} where anything else of a step could be seen by the guest (§3.19). Errors of a step go to the exception
 * handler or leave the run as in any run (§8.7, §8.8): by the method that was called; the run has ended then. A step by hand, and
 * an eager start, are made by {@link Steps}.
 *
 * <p>Confined to the loop's thread. The loop is running until {@link #next} or a report has answered null or thrown, or {@link
 * #close}.
 */
public interface PulledRun extends AutoCloseable {

  /**
   * Runs what comes before the next step, and begins that; polls, and waits if there is nothing to do. To be called first, and after
   * {@link #notResumed}; a report gives the next task by itself.
   *
   * @return the task whose coroutine is to be resumed; null: the run has ended (§8.9, §8.10), or one iteration is over (§8.24)
   * @throws InterruptedException if the thread is interrupted (§8.23)
   * @throws RuntimeException what leaves the run; STOPPED_EARLY (§8.12)
   * @throws IllegalStateException if the last task's step was not reported
   */
  @Nullable Task<?> next() throws InterruptedException;

  /**
   * What to raise in the coroutine of the task that was handed out.
   *
   * @return the error; null: send {@link #sent}
   * @throws IllegalStateException if no step is handed out
   */
  @Nullable Throwable error();

  /**
   * What to send to it (§3.7), once.
   *
   * @return the value; always null from Python 3.6 on (§3.8)
   * @throws IllegalStateException if no step is handed out
   */
  @Nullable Object sent();

  /**
   * The coroutine has yielded (§4).
   *
   * @param value what it yielded; null for a bare yield
   * @return as {@link #next}
   * @throws InterruptedException as {@link #next}
   * @throws RuntimeException as {@link #next}
   * @throws IllegalStateException if no step is handed out
   */
  @Nullable Task<?> yielded(@Nullable Object value) throws InterruptedException;

  /**
   * The coroutine has returned (§3.9, §3.10).
   *
   * @param value what it returned
   * @return as {@link #next}
   * @throws InterruptedException as {@link #next}
   * @throws RuntimeException as {@link #next}
   * @throws IllegalStateException if no step is handed out
   */
  @Nullable Task<?> returned(@Nullable Object value) throws InterruptedException;

  /**
   * The coroutine has raised (§3.11 to §3.14).
   *
   * @param error what it raised
   * @return as {@link #next}
   * @throws InterruptedException as {@link #next}
   * @throws RuntimeException as {@link #next}
   * @throws IllegalStateException if no step is handed out
   */
  @Nullable Task<?> raised(Throwable error) throws InterruptedException;

  /**
   * The coroutine was not resumed, as when its context could not be entered: the task is stranded, and the error is that of the
   * loop's call (§8.7, §8.8).
   *
   * @param error why
   * @throws RuntimeException the error itself, if it leaves the run
   * @throws IllegalStateException if no step is handed out
   */
  void notResumed(Throwable error);

  /**
   * Whether the loop goes on after the one iteration of {@link RunnableLoop#pullOnce}.
   *
   * @return false if {@link RunnableLoop#stop()} took effect; true while the run has not ended
   */
  boolean goesOn();

  /** Ends the run where it is; what is left of the iteration stays queued. A task that was not reported is stranded. */
  @Override
  void close();
}
