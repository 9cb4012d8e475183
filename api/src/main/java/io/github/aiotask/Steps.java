package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * Steps whose coroutine the guest resumes itself, in its own compiled code, instead of being called by the library: the same
 * rules in the same order, cut in two where {@link Task#step} would call {@link Coroutine#send} or {@link Coroutine#raise}.
 *
 * <p>A guest's loop that has got a {@link QueuedStep} by {@link TaskLoop#scheduleStep} does this in place of {@link
 * QueuedStep#run}:
 *
 * <pre>{@code
 * Task<?> task = step.task();
 * Throwable error = steps.begin(step);        // in the task's context, as all of this
 * try {
 *   Object value = error == null ? coroutine.send(null) : coroutine.raise(error);
 *   ...
 * } catch (ReturnedValue end) {               // as the guest's language has it
 *   steps.returned(task, end.value());
 *   return;
 * } catch (Throwable raised) {
 *   steps.raised(task, raised);
 *   return;
 * }
 * steps.yielded(task, value);
 * }</pre>
 *
 * <p>Each step that has begun is reported once, and what was begun last is reported first. The guest enters {@link
 * Task#context()} before it begins, and leaves it after the report (§3.19). What {@code begin} or a report throws, {@link
 * Task#step} would have thrown: it is the error of the loop's call (§8.7, §8.8). If {@code begin} throws, there is nothing to
 * report. A task may be stepped both ways in turn. A guest that never has the library resume a coroutine gives it a {@link
 * PulledCoroutine}.
 *
 * <p>What the guest schedules itself comes by no {@link QueuedStep}: a future of its own make ({@link FutureLike#addWaiter})
 * wakes a task by {@link #begin(Task, FutureLike)}, for {@link Task#wakeup} has the library resume the coroutine.
 *
 * <p>Confined to the loop's thread.
 */
public interface Steps {

  /**
   * Creates a task (§2) as {@link TaskRuntime#createTask} does, but leaves an eager start to the caller: who asked for one calls
   * {@link #start} next, in the task's context.
   *
   * @param <T> what the coroutine returns
   * @param loop where it is scheduled
   * @param coroutine what the guest resumes
   * @param options name, context, eager start
   * @return the task
   * @throws RuntimeException as {@link TaskRuntime#createTask}
   */
  <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options);

  /**
   * Begins the eager start of a new task (§2.7): there is nothing to raise, and null to send. Its report puts the former running
   * task back. If the guest cannot enter the context, it does not call this: the task stays as it is (§2.10).
   *
   * @param task which {@link #createTask} has just given
   * @return whether it has begun; false if there is no eager start (§2.6): the first step is scheduled
   * @throws RuntimeException STEP_OF_DONE (§3.1)
   * @throws IllegalStateException if it was started already
   */
  boolean start(Task<?> task);

  /**
   * Begins a queued step or wakeup (§3.1 to §3.6, §5): the task is the running one then.
   *
   * @param step what the task's loop was given
   * @return what to raise in the coroutine; null: send it null, or in versions to 3.5 {@link #sent}
   * @throws RuntimeException STEP_OF_DONE (§3.1), ENTER (§3.6), also while an earlier step has begun and was not reported; what
   *     the wakeup lets through (§5.4)
   * @throws IllegalStateException if nothing is queued for the task
   * @throws IllegalArgumentException if the step is of no task of this runtime: {@link QueuedStep#run} makes that one
   */
  @Nullable Throwable begin(QueuedStep step);

  /**
   * Begins a step by hand, as {@link Task#step} would.
   *
   * @param task which
   * @param value what to send; must be null from Python 3.6 on
   * @param error what to raise instead, or null
   * @return as {@link #begin(QueuedStep)}
   * @throws RuntimeException STEP_OF_DONE (§3.1), ENTER (§3.6)
   * @throws IllegalArgumentException if there is a value in a version that sends none, or the task is not of this runtime
   */
  @Nullable Throwable begin(Task<?> task, @Nullable Object value, @Nullable Throwable error);

  /**
   * Begins a wakeup by hand, as {@link Task#wakeup} would: for a guest's own futures, each of which schedules it once it is done.
   *
   * @param task which
   * @param done the future; its result is read
   * @return as {@link #begin(QueuedStep)}
   * @throws RuntimeException STEP_OF_DONE (§3.1), ENTER (§3.6), what the wakeup lets through (§5.4)
   * @throws IllegalArgumentException if the task is not of this runtime
   */
  @Nullable Throwable begin(Task<?> task, FutureLike<?> done);

  /**
   * What the step that has just begun sends (§3.7), once, before the coroutine is resumed.
   *
   * @param task whose step
   * @return the value; always null from Python 3.6 on (§3.8)
   */
  @Nullable Object sent(Task<?> task);

  /**
   * The coroutine has yielded (§4); ends the step.
   *
   * @param task whose step
   * @param value what it yielded; null for a bare yield
   * @throws RuntimeException LEAVE (§3.16, §3.17), what the loop throws; WAIT_CYCLE (§6.9)
   * @throws IllegalStateException if no step of the task has begun
   */
  void yielded(Task<?> task, @Nullable Object value);

  /**
   * The coroutine has returned (§3.9, §3.10); ends the step.
   *
   * @param task whose step
   * @param value what it returned
   * @throws RuntimeException LEAVE (§3.16, §3.17), ALREADY_DONE (§3.18)
   * @throws IllegalStateException if no step of the task has begun
   */
  void returned(Task<?> task, @Nullable Object value);

  /**
   * The coroutine has raised (§3.11 to §3.14); ends the step.
   *
   * @param task whose step
   * @param error what it raised
   * @throws RuntimeException LEAVE (§3.16, §3.17), ALREADY_DONE (§3.18); the error itself if it leaves the step (§3.13, §3.14)
   * @throws IllegalStateException if no step of the task has begun
   */
  void raised(Task<?> task, Throwable error);
}
