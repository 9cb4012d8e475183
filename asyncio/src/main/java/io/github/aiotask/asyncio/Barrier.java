package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Purpose;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/** A point where a number of tasks wait for each other, again and again (§11.18 to §11.22). */
public final class Barrier {
  private enum State {
    FILLING, // some wait for the last one
    DRAINING, // all have come, and leave
    RESETTING, // who waits leaves broken; then it fills again
    BROKEN // until a reset
  }

  private final Condition changed;
  private final int parties;
  private State state = State.FILLING;

  /** How many are in. */
  private int count;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Barrier(Asyncio asyncio, int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("barrier(parties): " + parties + " is less than one");
    }
    this.changed = new Condition(asyncio, asyncio.lock(), new Parties(this));
    this.parties = parties;
  }

  /**
   * How many tasks it takes.
   *
   * @return one or more
   */
  public int parties() {
    return parties;
  }

  /**
   * How many tasks wait for the last one: Python's {@code n_waiting}.
   *
   * @return 0 while it is draining, resetting or broken
   */
  @LockingFree
  public int waiting() {
    return state == State.FILLING ? count : 0;
  }

  /**
   * Whether it was aborted (§11.21).
   *
   * @return true from an abort to a reset
   */
  public boolean broken() {
    return state == State.BROKEN;
  }

  /**
   * Waits for the other parties: Python's {@code wait()}, a name that Java's Object has.
   *
   * @return how many came before in this round; to be awaited; raises {@link BrokenBarrierException} on an abort or a reset
   */
  @CheckReturnValue
  public Coroutine<Integer> waitForParties() {
    return new Waiting();
  }

  /**
   * Breaks the present round (§11.20).
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> reset() {
    return new Change(() -> state = count > 0 ? State.RESETTING : State.FILLING);
  }

  /**
   * Breaks the barrier until a reset (§11.21).
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> abort() {
    return new Change(() -> state = State.BROKEN);
  }

  private final class Waiting extends Body<Integer> {
    private int step;
    private int index;

    @Override
    Object start() {
      return await(changed.acquire());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      return switch (step++) {
        case 0 -> locked(error);
        case 1 -> entering(error);
        default -> leave(error);
      };
    }

    private Object locked(@Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      return await(changed.waitFor(() -> state != State.DRAINING && state != State.RESETTING)); // §11.19
    }

    private Object entering(@Nullable Throwable error) throws Throwable {
      if (error != null || state == State.BROKEN) {
        changed.release();
        throw error != null ? error : new BrokenBarrierException("the barrier was aborted"); // §11.21
      }
      index = count++;
      if (count < parties) {
        return await(changed.waitFor(() -> state != State.FILLING));
      }
      state = State.DRAINING; // §11.18
      changed.notifyAllWaiting();
      return leave(null);
    }

    private Object leave(@Nullable Throwable error) throws Throwable {
      Throwable leaving = error;
      if (leaving == null && (state == State.BROKEN || state == State.RESETTING)) {
        leaving = new BrokenBarrierException("the barrier was " + (broken() ? "aborted" : "reset")); // §11.20 §11.21
      }
      count--; // §11.22
      if (count == 0) {
        if (state == State.RESETTING || state == State.DRAINING) {
          state = State.FILLING;
        }
        changed.notifyAllWaiting();
      }
      changed.release();
      if (leaving != null) {
        throw leaving;
      }
      return returns(index);
    }
  }

  /** What its waiters wait for. */
  private record Parties(Barrier barrier) implements Purpose {
    @Override
    public String describe() {
      return Identity.of("barrier", barrier) + ", " + barrier.count + " of " + barrier.parties + " are there";
    }
  }

  private final class Change extends Body<@Nullable Void> {
    private final Runnable change;

    Change(Runnable change) {
      this.change = change;
    }

    @Override
    Object start() {
      return await(changed.acquire());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      change.run();
      changed.notifyAllWaiting();
      changed.release();
      return returns(null);
    }
  }

  @Override
  public String toString() {
    return "barrier " + state.name().toLowerCase(Locale.ROOT) + ", " + waiting() + " of " + parties;
  }
}
