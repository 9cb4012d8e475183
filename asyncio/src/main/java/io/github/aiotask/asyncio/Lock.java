package io.github.aiotask.asyncio;

import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Purpose;
import io.github.aiotask.Task;
import io.github.aiotask.direct.Direct.Action;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock between tasks, fair and not re-entrant (§11.1 to §11.5). It belongs to no task: who releases it need not be who has
 * acquired it.
 */
public final class Lock {
  private static final WeakReference<@Nullable Task<?>> NOBODY = new WeakReference<>(null);

  private final Asyncio asyncio;
  private final Waiters waiters;
  private boolean locked;
  private WeakReference<@Nullable Task<?>> holder = NOBODY; // the last one, if it was a task that runs in a step

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  Lock(Asyncio asyncio) {
    this.asyncio = asyncio;
    this.waiters = new Waiters(asyncio, new Turn(this));
  }

  /**
   * Whether somebody has it.
   *
   * @return true from an acquire to its release
   */
  public boolean locked() {
    return locked;
  }

  /**
   * Waits until the lock is free, and takes it.
   *
   * @return to be awaited; {@link #release()} it then
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> acquire() {
    return new Acquire();
  }

  /**
   * Acquires it until the {@link Held} is closed; {@link #hold(Callable)} does that by itself.
   *
   * @return to be awaited
   */
  @CheckReturnValue
  public Coroutine<Held> hold() {
    return new Hold(acquire(), this::release);
  }

  /**
   * Runs a block while it has the lock, in a coroutine in direct style.
   *
   * @param <T> what the block returns
   * @param block awaits what it likes
   * @return what the block returned
   * @throws Exception what the block throws, or what is raised while it waits for the lock
   */
  public <T extends @Nullable Object> T hold(Callable<T> block) throws Exception {
    return Hold.<T>during(hold(), block);
  }

  /**
   * The same without a result.
   *
   * @param block awaits what it likes
   * @throws Exception what the block throws, or what is raised while it waits for the lock
   */
  public void hold(Action block) throws Exception {
    Hold.during(hold(), block);
  }

  /**
   * Frees the lock, and wakes who waits first.
   *
   * @throws IllegalStateException if it is free (§11.3)
   */
  public void release() {
    asyncio.loop.checkThread(); // §8.33
    if (!locked) {
      throw new IllegalStateException("the lock is free: release() follows acquire(), once");
    }
    locked = false;
    wakeFirst();
  }

  /** Takes it without waiting, for who cannot wait. */
  void seize() {
    if (locked) {
      throw new IllegalStateException(
          "a wait of a condition was closed, and its lock is another's: cancel its task instead");
    }
    take();
  }

  private void take() {
    locked = true;
    Task<?> task = asyncio.currentTask();
    if (!holder.refersTo(task)) {
      holder = new WeakReference<>(task);
    }
  }

  /** Who has it, if that is known. */
  private @Nullable Task<?> holder() {
    return locked ? holder.get() : null;
  }

  /** What its waiters wait for. */
  private record Turn(Lock lock) implements Purpose {
    @Override
    public String describe() {
      Task<?> holder = lock.holder();
      return Identity.of("lock", lock) + (holder == null ? "" : ", which " + holder.name() + " holds");
    }

    @Override
    public List<Task<?>> awaits() {
      Task<?> holder = lock.holder();
      return holder == null ? List.of() : List.of(holder);
    }
  }

  private void wakeFirst() {
    if (asyncio.versions.lockPassesOn) {
      waiters.wakeFirst();
    } else {
      waiters.wake(1);
    }
  }

  private boolean isFree() {
    return !locked && (asyncio.versions.lockPassesOn ? waiters.areAllCancelled() : waiters.isEmpty());
  }

  private final class Acquire extends Body<@Nullable Void> {
    private @Nullable Future<@Nullable Void> waiter;

    @Override
    Object start() {
      if (isFree()) { // §11.1
        take();
        return returns(null);
      }
      Future<@Nullable Void> mine = waiters.add(); // §11.2
      waiter = mine;
      return await(mine);
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      waiters.remove(Futures.present(waiter));
      if (error != null) {
        if (asyncio.versions.lockPassesOn && !locked && asyncio.isCancellation(error)) {
          wakeFirst(); // §11.4 §11.5
        }
        throw error;
      }
      take();
      return returns(null);
    }
  }

  @Override
  public String toString() {
    return "lock " + (locked ? "locked" : "free") + ", " + waiters.size() + " waiting";
  }
}
