package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.direct.Direct.Action;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for a change of what a lock guards (§11.7 to §11.12). */
public final class Condition {
  private final Asyncio asyncio;
  private final Lock lock;
  private final Waiters waiters;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Condition(Asyncio asyncio, Lock lock) {
    this.asyncio = asyncio;
    this.lock = lock;
    this.waiters = new Waiters(asyncio, new Notification(this));
  }

  /** @param purpose what its waiters wait for, if it is a part of something else */
  Condition(Asyncio asyncio, Lock lock, Purpose purpose) {
    this.asyncio = asyncio;
    this.lock = lock;
    this.waiters = new Waiters(asyncio, purpose);
  }

  /** What its waiters wait for. */
  private record Notification(Condition condition) implements Purpose {
    @Override
    public String describe() {
      return "a notification of " + Identity.of("condition", condition);
    }
  }

  /**
   * Whether somebody has its lock.
   *
   * @return true from an acquire to its release
   */
  public boolean locked() {
    return lock.locked();
  }

  /**
   * Acquires its lock.
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> acquire() {
    return lock.acquire();
  }

  /**
   * Acquires its lock until the {@link Held} is closed; {@link #hold(Callable)} does that by itself.
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<Held> hold() {
    return lock.hold();
  }

  /**
   * Runs a block while it has its lock, in a coroutine in direct style.
   *
   * @param <T> what the block returns
   * @param block awaits what it likes
   * @return what the block returned
   * @throws Exception what the block throws, or what is raised while it waits for its lock
   */
  public <T extends @Nullable Object> T hold(Callable<T> block) throws Exception {
    return Hold.<T>during(hold(), block);
  }

  /**
   * The same without a result.
   *
   * @param block awaits what it likes
   * @throws Exception what the block throws, or what is raised while it waits for its lock
   */
  public void hold(Action block) throws Exception {
    Hold.during(hold(), block);
  }

  /**
   * Releases its lock.
   *
   * @throws IllegalStateException if it is free (§11.3)
   */
  public void release() {
    lock.release();
  }

  /**
   * Releases the lock, waits until notified, and holds the lock again when it ends, however it ends: Python's {@code
   * wait()}, a name that Java's Object has. It may end without a notification: test again what you wait for.
   *
   * @return to be awaited; raises {@link IllegalStateException} if the lock is free (§11.7)
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> waitUntilNotified() {
    return new Waiting();
  }

  /**
   * Waits until something holds (§11.12).
   *
   * @param predicate asked with the lock held, before the first wait and after each notification
   * @return to be awaited; raises {@link IllegalStateException} if it must wait and the lock is free
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> waitFor(BooleanSupplier predicate) {
    return new WaitingFor(Objects.requireNonNull(predicate, "waitFor(predicate): it is null"));
  }

  /**
   * Wakes one that waits (§11.11): Python's {@code notify()}, a name that Java's Object has.
   *
   * @throws IllegalStateException if the lock is free
   */
  public void notifyOne() {
    notify(1);
  }

  /**
   * Wakes some that wait, the longest waiting first (§11.11).
   *
   * @param most how many
   * @throws IllegalStateException if the lock is free
   */
  public void notify(int most) {
    asyncio.loop.checkThread(); // §8.33
    if (!lock.locked()) {
      throw new IllegalStateException("the lock of the condition is free: acquire() it, then notify");
    }
    waiters.wake(most);
  }

  /**
   * Wakes all that wait (§11.11): Python's {@code notify_all()}; Java's Object has the camel case name.
   *
   * @throws IllegalStateException if the lock is free
   */
  public void notifyAllWaiting() {
    notify(Integer.MAX_VALUE);
  }

  private final class Waiting extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;
    private boolean acquiring;

    /** What has ended the wait. */
    private @Nullable Throwable leaving;

    @Override
    Object start() {
      if (!lock.locked()) {
        throw new IllegalStateException("the lock of the condition is free: acquire() it, then wait");
      }
      lock.release();
      Future<@Nullable Void> mine = waiters.add();
      waiter = mine;
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (!acquiring) {
        acquiring = true;
        waiters.remove(Futures.present(waiter));
        leaving = error;
        if (error != null && isClosing(error)) {
          lock.seize();
          passOn();
          throw error;
        }
        return await(lock.acquire()); // §11.7
      }
      if (error != null) {
        if (asyncio.versions.conditionInsists && asyncio.isCancellation(error)) {
          leaving = asyncio.versions.conditionKeepsLast ? error : asyncio.guest.newCancelled(null, null); // §11.8 §11.33
          return await(lock.acquire());
        }
        leaving = error; // §11.9
      }
      Throwable cause = leaving;
      if (cause == null) {
        return returns(null);
      }
      passOn();
      throw cause;
    }

    private void passOn() {
      if (asyncio.versions.conditionPassesOn) {
        waiters.wake(1); // §11.10
      }
    }
  }

  private final class WaitingFor extends Body<@Nullable Void> {
    private final BooleanSupplier predicate;

    WaitingFor(BooleanSupplier predicate) {
      this.predicate = predicate;
    }

    @Override
    Object start() {
      return predicate.getAsBoolean() ? returns(null) : await(waitUntilNotified());
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
      return start();
    }
  }

  @Override
  public String toString() {
    return "condition of a " + lock + ", " + waiters.size() + " to be notified";
  }
}
