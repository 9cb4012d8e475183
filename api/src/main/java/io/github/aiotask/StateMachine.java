package io.github.aiotask;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand: the body is one {@code switch} over a state that the subclass keeps.
 *
 * <pre>{@code
 * final class Hello extends StateMachine<String> {
 *   private final Future<String> name;
 *   private int state;
 *
 *   @Override
 *   protected Object resume(Object sent, Throwable error) throws Throwable {
 *     if (error != null) throw error;
 *     return switch (state++) {
 *       case 0 -> await(name);
 *       default -> returns("hello " + sent);
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>A state machine runs once. Confined to the loop's thread.
 *
 * @param <T> what it returns
 */
public abstract class StateMachine<T extends @Nullable Object> implements Coroutine<T> {

  /** Answered by {@link #await}: the driver looks at {@link #awaited}. */
  private static final Object AWAIT = new Object();

  private enum Phase {
    SUSPENDED,
    RUNNING,
    RETURNED,
    ENDED
  }

  private Phase phase = Phase.SUSPENDED;
  private @Nullable FutureLike<?> awaited;
  private @Nullable T value;
  private boolean returning;

  /** For subclasses. */
  protected StateMachine() {}

  /**
   * Runs the body to its next suspension.
   *
   * @param sent what the suspended yield gives: the result of the future that was awaited, or what was sent; null at first
   * @param error what the suspended yield raises, or null; a body that does not handle it throws it on
   * @return {@link #await}, {@link #returns}, or what to yield (null: let the others run for one iteration)
   * @throws Throwable what the body raises; the coroutine has ended then
   */
  protected abstract @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable;

  /**
   * Waits for a future: the body answers this, and is resumed with the future's result or error, at once if it is done
   * (§1.15).
   *
   * @param future what to wait for
   * @return for the body to return
   */
  protected final Object await(FutureLike<?> future) {
    awaited = Objects.requireNonNull(future, "await(future): the future is null; yield null to let others run");
    return AWAIT;
  }

  /**
   * Ends the coroutine with a result.
   *
   * @param result what it returns
   * @return for the body to return
   */
  protected final Object returns(T result) {
    value = result;
    returning = true;
    return RETURNED;
  }

  @Override
  public final @Nullable Object send(@Nullable Object sent) throws Throwable {
    return drive(sent, null);
  }

  @Override
  public final @Nullable Object raise(Throwable error) throws Throwable {
    return drive(null, Objects.requireNonNull(error, "raise(error): the error is null"));
  }

  private @Nullable Object drive(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (phase != Phase.SUSPENDED) {
      throw new IllegalStateException(
          phase == Phase.RUNNING
              ? "the coroutine is running: a step must not resume its own coroutine"
              : "the coroutine has ended: a state machine runs once, create a new one for each task");
    }
    phase = Phase.RUNNING;
    Phase next = Phase.ENDED;
    try {
      Object yielded = runToSuspension(sent, error);
      next = yielded == RETURNED ? Phase.RETURNED : Phase.SUSPENDED;
      return yielded;
    } finally {
      phase = next;
    }
  }

  /** Resumes the body, and again for each await of what is done already. */
  private @Nullable Object runToSuspension(@Nullable Object first, @Nullable Throwable raised) throws Throwable {
    Object sent = first;
    Throwable error = raised;
    FutureLike<?> future = awaited;
    awaited = null;
    while (true) {
      if (future != null && error == null) {
        if (future.isDone()) {
          try {
            sent = future.result();
          } catch (Throwable failure) { // what awaits a future gets its error, whatever it is
            sent = null;
            error = failure;
          }
        } else {
          error =
              new IllegalStateException( // §1.16
                  "resumed before the awaited future is done: only its wakeup may resume an await");
        }
      }
      Object yielded = resume(sent, error);
      if (yielded != AWAIT) {
        checkAnswer(yielded);
        return yielded;
      }
      future = awaited;
      if (future == null) {
        throw new IllegalStateException("the body answered an await of an earlier resume: answer await(future) itself");
      }
      if (future.suspend()) { // §1.15
        return future;
      }
      awaited = null;
      error = null;
    }
  }

  /** A body that calls await or returns must answer what they answer. */
  private void checkAnswer(@Nullable Object yielded) {
    if (awaited != null) {
      throw new IllegalStateException("the body called await(future) but answered something else: return await(future)");
    }
    if (returning && yielded != RETURNED) {
      throw new IllegalStateException("the body called returns(value) but answered something else: return returns(value)");
    }
  }

  @Override
  public final T returned() {
    if (phase != Phase.RETURNED) {
      throw new IllegalStateException("the coroutine has not returned");
    }
    return stored(value);
  }

  @SuppressWarnings("nullness:return") // the field is nullable before returns(T); after it, it holds a T
  private static <T extends @Nullable Object> T stored(@Nullable T value) {
    return value;
  }

  /** Drops a suspended coroutine. A state machine has no cleanup of its own; override to add one, and call this. */
  @Override
  public void close() throws Throwable {
    if (phase == Phase.RUNNING) {
      throw new IllegalStateException("the coroutine is running: it cannot close itself");
    }
    if (phase == Phase.SUSPENDED) {
      phase = Phase.ENDED;
      awaited = null;
    }
  }
}
