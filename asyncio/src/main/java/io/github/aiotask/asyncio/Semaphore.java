package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.direct.Direct.Action;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A number of units that tasks take and give back, fair from 3.10 on (§11.13 to §11.17, §11.30 to §11.32). */
public final class Semaphore {
  private final Asyncio asyncio;
  private final Waiters waiters;

  /** The most that there may be; {@link Integer#MAX_VALUE} for no bound. */
  private final int bound;

  private int value;

  /** Only in 3.9: somebody was woken, and nobody has run on since (§11.31). */
  private boolean wakeupScheduled;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Semaphore(Asyncio asyncio, int value, int bound) {
    if (value < 0) {
      throw new IllegalArgumentException("semaphore(value): " + value + " is less than zero");
    }
    this.asyncio = asyncio;
    this.waiters = new Waiters(asyncio, new Unit(this));
    this.value = value;
    this.bound = bound;
  }

  /**
   * Whether an acquire would have to wait.
   *
   * @return true if no unit is left, or somebody waits
   */
  public boolean locked() {
    return value == 0 || (asyncio.versions.semaphoreHandsOver && !waiters.areAllCancelled());
  }

  /**
   * Waits until there is a unit, and takes it.
   *
   * @return to be awaited; {@link #release()} it then
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> acquire() {
    if (asyncio.versions.semaphoreHandsOver) {
      return new Acquire();
    }
    return asyncio.versions.semaphoreLooksAgain ? new LookingAcquire() : new QueueingAcquire();
  }

  /**
   * Takes a unit until the {@link Held} is closed; {@link #hold(Callable)} does that by itself.
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<Held> hold() {
    return new Hold(acquire(), this::release);
  }

  /**
   * Runs a block while it has a unit, in a coroutine in direct style.
   *
   * @param <T> what the block returns
   * @param block awaits what it likes
   * @return what the block returned
   * @throws Exception what the block throws, or what is raised while it waits for a unit
   */
  public <T extends @Nullable Object> T hold(Callable<T> block) throws Exception {
    return Hold.<T>during(hold(), block);
  }

  /**
   * The same without a result.
   *
   * @param block awaits what it likes
   * @throws Exception what the block throws, or what is raised while it waits for a unit
   */
  public void hold(Action block) throws Exception {
    Hold.during(hold(), block);
  }

  /**
   * Gives a unit: from 3.10 on to the task that has waited longest, if one waits (§11.14); before, it wakes that one (§11.30).
   *
   * @throws IllegalStateException if there are as many as at first, and it is bounded (§11.17)
   */
  public void release() {
    asyncio.loop.checkThread(); // §8.33
    if (value >= bound) {
      throw new IllegalStateException("a bounded semaphore has all its " + bound + " units: release() follows acquire()");
    }
    value++;
    if (asyncio.versions.semaphoreHandsOver) {
      handOver();
    } else if (asyncio.versions.semaphoreLooksAgain) {
      wakeNext();
    } else {
      waiters.wake(1); // §11.16
    }
  }

  /** What its waiters wait for. */
  private record Unit(Semaphore semaphore) implements Purpose {
    @Override
    public String describe() {
      return "a unit of " + Identity.of("semaphore", semaphore) + ", " + semaphore.value + " left";
    }
  }

  /** Whether somebody was woken, who has the unit from now on. */
  private boolean handOver() {
    boolean woken = waiters.wake(1) > 0;
    if (woken) {
      value--; // §11.14
    }
    return woken;
  }

  /** Wakes one that will look again (§11.30). */
  private void wakeNext() {
    if (waiters.wakeNext()) {
      wakeupScheduled = asyncio.versions.semaphoreHoldsBack; // §11.31
    }
  }

  /** Of 3.10 and later: who was woken has its unit. */
  private final class Acquire extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;

    @Override
    Object start() {
      if (!locked()) { // §11.13
        value--;
        return returns(null);
      }
      Future<@Nullable Void> mine = waiters.add();
      waiter = mine;
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      Future<@Nullable Void> mine = Futures.present(waiter);
      waiters.remove(mine);
      boolean givenBack = error != null && asyncio.isCancellation(error) && mine.isDone() && !mine.isCancelled();
      if (givenBack) {
        value++; // §11.15 §11.32
      }
      if (asyncio.versions.semaphoreHandsOnAll) {
        while (value > 0 && handOver()) {
          // hands on what units there are: §11.15
        }
      } else if (value > 0 && (error == null || givenBack)) {
        handOver(); // §11.32
      }
      if (error != null) {
        throw error;
      }
      return returns(null);
    }
  }

  /** Of 3.6 to 3.9: who was woken looks again (§11.30). */
  private final class LookingAcquire extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;

    @Override
    Object start() {
      if (value > 0 && !wakeupScheduled) {
        value--;
        return returns(null);
      }
      Future<@Nullable Void> mine = waiters.add();
      waiter = mine;
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error == null) {
        wakeupScheduled = false; // §11.31
        return start();
      }
      if (asyncio.versions.semaphoreHoldsBack && !asyncio.isCancellation(error)) {
        throw error; // its waiter stays: §11.31
      }
      boolean woken = waiters.leave(Futures.present(waiter));
      if (asyncio.versions.semaphoreHoldsBack || (woken && value > 0)) {
        wakeNext(); // §11.30 §11.31
      }
      throw error;
    }
  }

  /** Of 3.4: who was woken takes the unit (§11.16). */
  private final class QueueingAcquire extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;

    @Override
    Object start() {
      if (value > 0 && waiters.isEmpty()) {
        value--;
        return returns(null);
      }
      Future<@Nullable Void> mine = waiters.add();
      waiter = mine;
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      waiters.remove(Futures.present(waiter));
      if (error != null) {
        throw error;
      }
      value--;
      return returns(null);
    }
  }

  @Override
  public String toString() {
    return "semaphore of " + value + ", " + waiters.size() + " waiting";
  }
}
