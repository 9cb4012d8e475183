package io.github.aiotask;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loop that can be run: by itself, for one future, or iteration by iteration by a host loop (§8). It belongs to the thread
 * that runs it. Errors that §8.7 and §8.8 let through leave the run methods as they are.
 */
public interface RunnableLoop extends EventLoop, AutoCloseable {

  /**
   * Creates a task of this loop (§2).
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @param options name, context, eager start
   * @return the task
   * @throws RuntimeException LOOP_CLOSED (§8.14), NOT_A_COROUTINE for null (§2.1)
   */
  <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options);

  /**
   * Creates a task of this loop with a name of its own (§2).
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @return the task
   * @throws RuntimeException LOOP_CLOSED (§8.14), NOT_A_COROUTINE for null (§2.1)
   */
  default <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, TaskOptions.DEFAULT);
  }

  /**
   * Creates a future of this loop (§1).
   *
   * @param <T> the result
   * @return the future, pending
   */
  <T extends @Nullable Object> Future<T> createFuture();

  /**
   * Runs until {@link #stop()} (§8.9, §8.10).
   *
   * @throws InterruptedException if the thread is interrupted (§8.23); the loop can be run again
   * @throws RuntimeException LOOP_RUNNING (§8.16, §8.17), LOOP_CLOSED (§8.14)
   */
  void runForever() throws InterruptedException;

  /**
   * Runs one iteration (§8.24): for a host loop that calls this once per iteration of its own.
   *
   * @return whether the loop goes on: false if {@link #stop()} took effect
   * @throws InterruptedException if the thread is interrupted (§8.23)
   * @throws RuntimeException LOOP_RUNNING (§8.16, §8.17), LOOP_CLOSED (§8.14)
   */
  boolean runOnce() throws InterruptedException;

  /**
   * Runs until the future is done (§8.11).
   *
   * @param <T> the result
   * @param future what to wait for
   * @return its result
   * @throws Exception its error; STOPPED_EARLY (§8.12); as {@link #runForever()}
   */
  <T extends @Nullable Object> T runUntilComplete(Future<T> future) throws Exception;

  /**
   * Runs a coroutine in a task of this loop until it is done (§8.13).
   *
   * @param <T> the result
   * @param coroutine what to run
   * @return its result
   * @throws Exception its error; STOPPED_EARLY (§8.12); as {@link #runForever()}
   */
  <T extends @Nullable Object> T runUntilComplete(Coroutine<T> coroutine) throws Exception;

  /**
   * Runs until {@link #stop()} as {@link #runForever()} does, but leaves the steps of tasks to the caller.
   *
   * @return the run, which has begun
   * @throws RuntimeException LOOP_RUNNING (§8.16, §8.17), LOOP_CLOSED (§8.14)
   * @throws UnsupportedOperationException if this implementation has no such runs
   */
  default PulledRun pullForever() {
    throw new UnsupportedOperationException(getClass().getName() + " makes every step itself: it has no runs to pull");
  }

  /**
   * Runs one iteration as {@link #runOnce()} does, but leaves the steps of tasks to the caller.
   *
   * @return the run, which has begun
   * @throws RuntimeException LOOP_RUNNING (§8.16, §8.17), LOOP_CLOSED (§8.14)
   * @throws UnsupportedOperationException if this implementation has no such runs
   */
  default PulledRun pullOnce() {
    throw new UnsupportedOperationException(getClass().getName() + " makes every step itself: it has no runs to pull");
  }

  /**
   * Runs until the future is done (§8.11), as {@link #runUntilComplete(Future)} does, but leaves the steps of tasks to the caller,
   * who reads the future's result at the end.
   *
   * @param future what to wait for
   * @return the run, which has begun; at its end it throws STOPPED_EARLY if the future is not done (§8.12)
   * @throws RuntimeException LOOP_RUNNING (§8.16, §8.17), LOOP_CLOSED (§8.14), OTHER_LOOP (§8.25)
   * @throws UnsupportedOperationException if this implementation has no such runs
   */
  default PulledRun pullUntilComplete(Future<?> future) {
    throw new UnsupportedOperationException(getClass().getName() + " makes every step itself: it has no runs to pull");
  }

  /** Ends the run (§8.9, §8.10). On the loop's thread; from others use {@link #callSoonThreadsafe(Runnable)}. */
  void stop();

  /**
   * Drops all that is queued, for good (§8.14), and reports what nobody would hear of otherwise: calls of other threads that
   * were not made (§8.30) and errors that nobody has retrieved (§9.10). No effect the second time.
   *
   * @throws RuntimeException LOOP_RUNNING if it runs
   */
  @Override
  void close();

  /**
   * Has something done when the loop closes, after it has dropped what was queued: for who else would wait for ever. Any thread.
   *
   * @param body runs once, in the thread that closes the loop; at once if that has happened
   */
  void onClose(Runnable body);

  /**
   * Whether {@link #close()} was called.
   *
   * @return true for ever once true
   */
  boolean isClosed();

  /**
   * Turns debug mode on or off.
   *
   * @param debug see {@link #isDebug()}
   */
  void setDebug(boolean debug);

  /**
   * Has a body run whenever debug mode is switched on, and now if it is: for who watches a loop in debug mode. In the thread that
   * switches.
   *
   * @param body must not throw
   */
  default void onDebug(Runnable body) {}

  /**
   * Sets who hears of errors that have nobody else to go to (§8.18, §8.19). Any thread.
   *
   * @param handler called on the loop's thread; null: the default, which writes to the {@link System.Logger} called {@code
   *     io.github.aiotask}
   */
  void setExceptionHandler(@Nullable Callback<? super LoopError> handler);

  /**
   * How many handles are ready to run in the next iteration, cancelled ones included; a stop that was asked for counts as one.
   *
   * @return the count; 0 says that only a timer or another thread can bring work
   */
  int readyCount();

  /**
   * When the next timer is due.
   *
   * @return nanoseconds of {@link #time()}; {@link Long#MAX_VALUE} if there is none
   */
  long nextDeadline();

  /**
   * Appends a call to the ready queue (§8.6).
   *
   * @param body what to run in the next iteration
   * @return to cancel it
   */
  default Handle callSoon(Runnable body) {
    return callSoon(Runnable::run, Objects.requireNonNull(body, "callSoon(body): the body is null"), null);
  }

  /**
   * The same from any thread (§8.20).
   *
   * @param body what to run on the loop's thread
   * @return to cancel it, on the loop's thread
   */
  default Handle callSoonThreadsafe(Runnable body) {
    return callSoonThreadsafe(
        Runnable::run, Objects.requireNonNull(body, "callSoonThreadsafe(body): the body is null"), null);
  }

  /**
   * Has a call made after a time (§8.21).
   *
   * @param delay from now; zero or negative: in the next iteration
   * @param body what to run
   * @return to cancel it
   */
  default TimerHandle callLater(Duration delay, Runnable body) {
    Objects.requireNonNull(body, "callLater(delay, body): the body is null");
    long nanos = Saturated.nanos(Objects.requireNonNull(delay, "callLater(delay, body): the delay is null"));
    return callAt(Saturated.add(time(), nanos), Runnable::run, body, null);
  }
}
