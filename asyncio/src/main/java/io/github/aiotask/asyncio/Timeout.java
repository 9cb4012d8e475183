package io.github.aiotask.asyncio;

import io.github.aiotask.Handle;
import io.github.aiotask.Task;
import io.github.aiotask.direct.Direct.Action;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A limit for a block of code in a task (§10.39 to §10.45). When the time is over, the task is cancelled, and that
 * cancellation leaves the block as a {@link TimeoutException}, unless somebody else has cancelled the task too. It tells the limit,
 * from the creation on, and the task.
 *
 * <p>A coroutine written by hand calls {@link #enter()} before the block and {@link #exit} after it, whatever ended it:
 *
 * <pre>{@code
 * case 0 -> { timeout.enter(); yield await(slow); }
 * case 1 -> { timeout.exit(error); yield returns(sent); }
 * }</pre>
 *
 * <p>Used once; on the loop's thread.
 */
public final class Timeout {
  private enum State {
    CREATED("not entered yet"),
    ENTERED("active"),
    EXPIRING("expiring"),
    EXPIRED("expired"),
    EXITED("finished");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  private final Asyncio asyncio;
  private final String function;
  private final long created;
  private State state = State.CREATED;
  private long when;
  private @Nullable Handle expiry;
  private @Nullable Task<?> task;

  /** The task's count of cancels at entry (§10.39). */
  private int cancelling;
  private @Nullable Timeout next; // of those that run, while this one does; the list is the Asyncio's
  private @Nullable Timeout previous;

  /** @param function what the user has called */
  Timeout(Asyncio asyncio, String function, long created, long when) {
    this.asyncio = asyncio;
    this.function = function;
    this.created = created;
    this.when = when;
  }

  /**
   * Begins the block (§10.39, §10.40).
   *
   * @return this
   * @throws IllegalStateException if it was entered before, or no task is running
   */
  public Timeout enter() {
    asyncio.loop.checkThread(); // §8.33
    if (state != State.CREATED) {
      throw new IllegalStateException("this timeout was entered before: create a new one for each block");
    }
    Task<?> running = asyncio.runningTask("a timeout");
    state = State.ENTERED;
    task = running;
    cancelling = running.cancelling();
    reschedule(when);
    return this;
  }

  /**
   * Ends the block (§10.41 to §10.44).
   *
   * @param leaving the error that ends it, or null
   * @throws TimeoutException if the time was over, and that is why {@code leaving} leaves, which is its cause
   * @throws Throwable {@code leaving} itself in all other cases
   * @throws IllegalStateException if it is not active
   */
  public void exit(@Nullable Throwable leaving) throws Throwable {
    asyncio.loop.checkThread(); // §8.33
    Task<?> entered = task;
    if (entered == null || (state != State.ENTERED && state != State.EXPIRING)) {
      throw new IllegalStateException("this timeout is " + state.words + ": exit(leaving) follows enter(), once");
    }
    cancelExpiry();
    if (state == State.ENTERED) {
      state = State.EXITED;
    } else {
      state = State.EXPIRED;
      boolean ours = entered.uncancel() <= cancelling; // §10.41
      if (ours && leaving != null && asyncio.isCancellation(leaving)) {
        throw Time.isOver(asyncio, function, when - created, leaving); // §10.42
      }
    }
    if (leaving != null) {
      throw leaving; // §10.43 §10.44
    }
  }

  /**
   * Runs a block between {@link #enter()} and {@link #exit}, in a coroutine in direct style.
   *
   * @param <T> what it returns
   * @param block awaits what it likes
   * @return what the block returned
   * @throws TimeoutException if the time was over, and that ended the block (§10.42)
   * @throws Exception what the block throws
   */
  public <T extends @Nullable Object> T run(Callable<T> block) throws Exception {
    Objects.requireNonNull(block, "run(block): it is null");
    enter();
    T result = null;
    Throwable leaving = null;
    try {
      result = block.call();
    } catch (Throwable error) { // whatever leaves the block
      leaving = error;
    }
    end(leaving);
    return Futures.<T>sent(result);
  }

  /**
   * The same without a result.
   *
   * @param block awaits what it likes
   * @throws TimeoutException if the time was over, and that ended the block (§10.42)
   * @throws Exception what the block throws
   */
  public void run(Action block) throws Exception {
    Objects.requireNonNull(block, "run(block): it is null");
    this.<@Nullable Void>run(
        () -> {
          block.run();
          return null;
        });
  }

  private void end(@Nullable Throwable leaving) {
    try {
      exit(leaving);
    } catch (Throwable error) { // an error of any class leaves
      throw Thrown.as(error);
    }
  }

  /**
   * When the time is over.
   *
   * @return nanoseconds on the loop's clock; {@link Long#MAX_VALUE} for never
   */
  public long when() {
    return when;
  }

  /**
   * Gives it another time (§10.45).
   *
   * @param nanos when, on the loop's clock; at once if that is past; {@link Long#MAX_VALUE} for never
   * @throws IllegalStateException if it is not active
   */
  public void reschedule(long nanos) {
    asyncio.loop.checkThread(); // §8.33
    if (state != State.ENTERED) {
      throw new IllegalStateException("this timeout is " + state.words + ": only an active one can be rescheduled");
    }
    when = nanos;
    cancelExpiry();
    if (nanos == Long.MAX_VALUE) {
      return;
    }
    expiry = // §10.40
        nanos <= asyncio.loop.time()
            ? asyncio.loop.callSoon(Timeout::expire, this, null)
            : asyncio.loop.callAt(nanos, Timeout::expire, this, null);
    enlist();
  }

  /**
   * Whether the time was over before the block ended.
   *
   * @return true for ever once true
   */
  public boolean expired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  private void enlist() {
    Timeout first = asyncio.seen.timeouts;
    next = first;
    if (first != null) {
      first.previous = this;
    }
    asyncio.seen.timeouts = this;
  }

  private void delist() {
    Timeout later = next;
    Timeout earlier = previous;
    if (later != null) {
      later.previous = earlier;
    }
    if (earlier != null) {
      earlier.next = later;
    } else if (asyncio.seen.timeouts == this) {
      asyncio.seen.timeouts = later;
    }
    next = null;
    previous = null;
  }

  /** The next one that runs. */
  @Nullable Timeout next() {
    return next;
  }

  /** Whose block it is; null if it was not entered. */
  @Nullable Task<?> task() {
    return task;
  }

  /** As in {@code timeout of 5 s, 1.2 s left}. */
  String describe() {
    return function + " of " + Time.text(when - created) + ", " + Time.left(asyncio.loop, when);
  }

  private void expire() {
    Futures.present(task).cancel();
    state = State.EXPIRING;
    expiry = null;
    delist();
  }

  private void cancelExpiry() {
    if (expiry != null) {
      expiry.cancel();
      expiry = null;
      delist();
    }
  }

  @Override
  public String toString() {
    return "timeout " + state.words;
  }
}
