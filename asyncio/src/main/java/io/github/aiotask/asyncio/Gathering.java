package io.github.aiotask.asyncio;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Callback;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Purpose;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.checkerframework.checker.index.qual.NonNegative;
import org.jspecify.annotations.Nullable;

/**
 * The future of a gather, and the callback of its children.
 *
 * @param <T> a child's result
 * @param <R> what stands for it in the list
 */
final class Gathering<T extends @Nullable Object, R extends @Nullable Object> extends DelegatingFuture<List<R>>
    implements Callback<Future<T>>, CancelRelay, AwaiterCallback, Purpose {
  private final Asyncio asyncio;
  private final boolean failsFast;
  private final Function<? super Future<T>, ? extends R> reader;

  /** One for each argument, the same one for the same argument. */
  private final List<Future<T>> children;

  private int expected;
  private int finished;
  private boolean cancelRequested;
  private final @Nullable Task<?> maker;
  private boolean made; // not if an argument was refused: nobody has the gather then

  private Gathering(
      Asyncio asyncio, @NonNegative int arguments, boolean failsFast, Function<? super Future<T>, ? extends R> reader) {
    super(asyncio.createFuture());
    this.children = new ArrayList<>(arguments);
    this.asyncio = asyncio;
    this.maker = asyncio.currentTask();
    this.failsFast = failsFast;
    this.reader = reader;
  }

  /**
   * Makes the children, and hears of them.
   *
   * @param failsFast whether the first failure ends it
   * @param reader of a child that is done
   */
  static <T extends @Nullable Object, R extends @Nullable Object> Future<List<R>> of(
      Asyncio asyncio,
      Collection<? extends Awaitable<? extends T>> awaitables,
      boolean failsFast,
      Function<? super Future<T>, ? extends R> reader) {
    if (awaitables.isEmpty()) {
      Future<List<R>> nothing = asyncio.createFuture();
      nothing.setResult(new ArrayList<>()); // §10.12
      return nothing;
    }
    Gathering<T, R> gathering = new Gathering<>(asyncio, awaitables.size(), failsFast, reader);
    for (Future<T> done : gathering.start(awaitables)) {
      gathering.call(done); // §10.13
    }
    return gathering;
  }

  /** The children that are to be counted at once. */
  private List<Future<T>> start(Collection<? extends Awaitable<? extends T>> awaitables) {
    Map<Awaitable<?>, Future<T>> known = new IdentityHashMap<>(awaitables.size());
    List<Future<T>> done = new ArrayList<>();
    for (Awaitable<? extends T> awaitable : awaitables) {
      Future<T> child = known.get(awaitable);
      if (child == null) { // §10.5
        child = Futures.reading(asyncio.ensureFuture(awaitable));
        known.put(awaitable, child);
        if (child != awaitable && child instanceof Task<?> task) {
          task.setLogDestroyPending(false); // §10.15
        }
        if (child.isDone() && asyncio.versions.gatherCountsDone) {
          done.add(child);
        } else if (asyncio.versions.gatherHearsOnce) {
          child.addDoneCallback(this); // §10.14 §10.67
        }
      }
      children.add(child);
    }
    made = true;
    if (asyncio.versions.gatherHearsOnce) {
      expected = known.size();
    } else {
      expected = children.size();
      children.forEach(child -> child.addDoneCallback(this)); // §10.68
    }
    return done;
  }

  /** A child is done. */
  @Override
  public void call(Future<T> child) {
    finished++;
    if (!made || isDone()) {
      if (!child.isCancelled()) {
        child.exception(); // retrieved: §10.6
      }
      return;
    }
    if (failsFast) {
      Throwable error = child.isCancelled() ? asyncio.cancelledErrorOf(child) : child.exception(); // §10.7
      if (error != null) {
        setException(error); // §10.6
        return;
      }
    }
    if (!failsFast && !asyncio.versions.gatherHearsOnce && !child.isCancelled()) {
      child.exception(); // retrieved: §10.70
    }
    if (finished == expected) {
      finish();
    }
  }

  private void finish() {
    List<R> results = new ArrayList<>(children.size());
    children.forEach(child -> results.add(reader.apply(child))); // §10.69
    if (cancelRequested && asyncio.versions.gatherKeepsCancel) {
      setException(asyncio.cancelledErrorOf(children.get(children.size() - 1))); // §10.10
    } else {
      setResult(results); // §10.5 §10.8 §10.11
    }
  }

  /** §10.9 */
  @Override
  public boolean cancel(@Nullable Object message) {
    asyncio.loop.checkThread();
    return asyncio.runtime.base().relayCancel(this, message);
  }

  @Override
  public @Nullable Task<?> awaiter() {
    return maker;
  }

  @Override
  public String describe() {
    return "a gather of " + children.size() + ", " + children.stream().filter(FutureLike::isDone).count() + " done";
  }

  @Override
  public List<Future<T>> awaits() {
    return List.copyOf(children);
  }

  @Override
  public List<? extends FutureLike<?>> targets() {
    return children;
  }

  @Override
  public boolean relayed(boolean taken) {
    cancelRequested |= taken;
    return taken || !asyncio.versions.gatherAsksChildren;
  }
}
