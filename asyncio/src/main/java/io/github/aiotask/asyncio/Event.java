package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import org.jspecify.annotations.Nullable;

/** A flag that tasks wait for (§11.6). */
public final class Event {
  private final Asyncio asyncio;
  private final Waiters waiters;
  private boolean set;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Event(Asyncio asyncio) {
    this.asyncio = asyncio;
    this.waiters = new Waiters(asyncio, new Setting(this));
  }

  /** @param purpose what its waiters wait for, if it is a part of something else */
  Event(Asyncio asyncio, Purpose purpose) {
    this.asyncio = asyncio;
    this.waiters = new Waiters(asyncio, purpose);
  }

  /** What its waiters wait for. */
  private record Setting(Event event) implements Purpose {
    @Override
    public String describe() {
      return Identity.of("event", event);
    }
  }

  /**
   * The flag.
   *
   * @return true from a set to a clear
   */
  public boolean isSet() {
    return set;
  }

  /** Sets the flag, and wakes all who wait. */
  public void set() {
    asyncio.loop.checkThread(); // §8.33
    set = true;
    waiters.wake(Integer.MAX_VALUE);
  }

  /** Clears the flag; who was woken goes on all the same. */
  public void clear() {
    asyncio.loop.checkThread(); // §8.33
    set = false;
  }

  /**
   * Waits until the flag is set: Python's {@code wait()}, a name that Java's Object has.
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> waitUntilSet() {
    return new Waiting();
  }

  private final class Waiting extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;

    @Override
    Object start() {
      if (set) {
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
      return returns(null);
    }
  }

  @Override
  public String toString() {
    return "event " + (set ? "set" : "clear") + ", " + waiters.size() + " waiting";
  }
}
