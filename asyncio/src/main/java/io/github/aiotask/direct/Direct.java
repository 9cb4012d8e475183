package io.github.aiotask.direct;

import io.github.aiotask.Awaitable;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Interrupts;
import io.github.aiotask.asyncio.Asyncio;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Coroutines in direct style: how to make one, and what its body calls in order to wait. */
public final class Direct {

  private Direct() {}

  /** A body without a result. */
  @FunctionalInterface
  public interface Action {

    /**
     * Runs.
     *
     * @throws Exception what the coroutine raises
     */
    void run() throws Exception;
  }

  /**
   * A coroutine on the best carrier that there is ({@link Carrier#best()}). Nothing runs before its first step. Its thread inherits
   * from the one that calls this.
   *
   * @param <T> what it returns
   * @param body its code, run once; errors that are no Exceptions may be thrown too
   * @return the coroutine; confined to the loop's thread
   */
  @CheckReturnValue
  public static <T extends @Nullable Object> Coroutine<T> coroutine(Callable<T> body) {
    return coroutine(Carrier.best(), body);
  }

  /**
   * The same without a result.
   *
   * @param body its code, run once
   * @return the coroutine
   */
  @CheckReturnValue
  public static Coroutine<@Nullable Void> coroutine(Action body) {
    return coroutine(Carrier.best(), body);
  }

  /**
   * A coroutine on a carrier of choice.
   *
   * @param <T> what it returns
   * @param carrier how it is suspended
   * @param body its code, run once
   * @return the coroutine
   * @throws UnsupportedOperationException if this JVM does not have that carrier; it says what to do
   */
  @CheckReturnValue
  public static <T extends @Nullable Object> Coroutine<T> coroutine(Carrier carrier, Callable<T> body) {
    Objects.requireNonNull(carrier, "coroutine(carrier, body): the carrier is null; Carrier.best() is one");
    Objects.requireNonNull(body, "coroutine(body): the body is null");
    if (!carrier.isAvailable()) {
      throw new UnsupportedOperationException(carrier + " is not available: " + carrier.reason());
    }
    return new DirectCoroutine<>(carrier, body);
  }

  /**
   * The same without a result.
   *
   * @param carrier how it is suspended
   * @param body its code, run once
   * @return the coroutine
   * @throws UnsupportedOperationException if this JVM does not have that carrier; it says what to do
   */
  @CheckReturnValue
  public static Coroutine<@Nullable Void> coroutine(Carrier carrier, Action body) {
    Objects.requireNonNull(body, "coroutine(body): the body is null");
    return coroutine(
        carrier,
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * Calls what runs a loop, in a thread of its own, where coroutines are resumed at the least cost: a virtual one on Java 24 and
   * newer. The current thread waits; that thread stands for it ({@link io.github.aiotask.LoopThread}), inherits from it as every
   * new thread does, and gets its interrupts, or the coroutine that runs just then. {@link
   * io.github.aiotask.asyncio.Runner} does this by itself. In such a thread it is a plain call.
   *
   * @param <T> the result
   * @param body what to call, once
   * @return its result
   * @throws Exception what it throws, that very object
   */
  public static <T extends @Nullable Object> T runLoop(Callable<T> body) throws Exception {
    Objects.requireNonNull(body, "runLoop(body): the body is null");
    return LoopHost.isHere() ? body.call() : new LoopHost<T>(body).call();
  }

  /**
   * Waits for a future, suspending the coroutine if that is not done (§1.15); or runs a coroutine to its end as a part of
   * this one. At any call depth in the body of a coroutine in direct style.
   *
   * @param <T> the result
   * @param awaitable what to wait for
   * @return its result
   * @throws Exception its error, or what is raised at this await: that very object, which need not be an Exception
   * @throws IllegalStateException if no coroutine in direct style runs in this thread; if native code, a class initializer or,
   *     before Java 24, a monitor keeps a continuation from being suspended; if the coroutine is being closed
   */
  @SuppressWarnings({"unchecked", "nullness:assignment"}) // it is resumed with the awaitable's result; see below
  public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
    Objects.requireNonNull(awaitable, "await(awaitable): it is null; yieldNow() lets others run");
    SuspendableStack stack = SuspendableStack.running();
    if (awaitable instanceof FutureLike<?> && ((FutureLike<T>) awaitable).isDone()) {
      return outcome((FutureLike<T>) awaitable);
    }
    if (awaitable instanceof DirectCoroutine<?> && ((DirectCoroutine<T>) awaitable).canRunOn(stack)) {
      return ((DirectCoroutine<T>) awaitable).runHere();
    }
    stack.out = awaitable;
    awaitable = null; // a suspended thread must not hold what leads to its own coroutine, or it will never be dropped
    return (T) stack.suspend(SuspendableStack.Signal.AWAIT);
  }

  /**
   * Waits for what another thread completes, as Java's libraries answer it. What is there already does not suspend.
   *
   * @param <T> the result
   * @param stage what to wait for; a cancel of the task cancels it, if it is a CompletableFuture (§10.61)
   * @return its result
   * @throws Exception its error, without the CompletionException around it; a {@link io.github.aiotask.CancelledError} if it was
   *     cancelled; or what is raised at this await
   * @throws IllegalStateException as {@link #await(Awaitable)} and {@link Asyncio#current()}
   */
  @SuppressWarnings({"unchecked", "nullness:assignment"}) // as above
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage) throws Exception {
    Objects.requireNonNull(stage, "await(stage): it is null; yieldNow() lets others run");
    SuspendableStack stack = SuspendableStack.running();
    Future<T> ours = futureOf(stage.toCompletableFuture());
    if (ours.isDone()) {
      return outcome(ours);
    }
    stack.out = ours;
    ours = null; // as above
    stage = null;
    return (T) stack.suspend(SuspendableStack.Signal.AWAIT);
  }

  private static <T extends @Nullable Object> Future<T> futureOf(CompletableFuture<T> foreign) {
    Asyncio asyncio = Asyncio.current();
    if (!foreign.isDone()) {
      return asyncio.wrapFuture(foreign);
    }
    Throwable raised = foreign.<@Nullable Throwable>handle((result, error) -> error).join();
    Throwable error = raised instanceof CompletionException && raised.getCause() != null ? raised.getCause() : raised;
    if (error instanceof CancellationException) { // how the guest calls that, the loop knows
      return asyncio.wrapFuture(foreign);
    }
    Future<T> ours = asyncio.createFuture();
    if (error == null) {
      ours.setResult(foreign.join());
    } else {
      ours.setException(error);
    }
    return ours;
  }

  private static <T extends @Nullable Object> T outcome(FutureLike<T> done) throws Exception {
    try {
      return done.result();
    } catch (Throwable error) {
      Interrupts.outcome(error); // §8.28
      Frames.awaitedHere(error);
      throw error;
    }
  }

  /**
   * Suspends the coroutine for one iteration of the loop, so that others run; asyncio's {@code sleep(0)}.
   *
   * @throws Exception what is raised at this yield
   * @throws IllegalStateException as {@link #await(Awaitable)}
   */
  public static void yieldNow() throws Exception {
    yielding(null);
  }

  /**
   * Yields anything, for those who speak the protocol between coroutine and task themselves (§4).
   *
   * @param value what {@link Coroutine#send} answers
   * @return what is sent; null from Python 3.6 on (§3.8)
   * @throws Exception what is raised at this yield
   * @throws IllegalStateException as {@link #await(Awaitable)}
   */
  @SuppressWarnings("nullness:return") // what is sent may be null
  public static @Nullable Object yielding(@Nullable Object value) throws Exception {
    SuspendableStack stack = SuspendableStack.running();
    stack.out = value;
    return stack.suspend(SuspendableStack.Signal.YIELD);
  }

  /**
   * The thread that a coroutine in direct style has for itself. Any thread may ask.
   *
   * @param coroutine any
   * @return its thread, started or not; null if it runs on its loop's, has ended, or is none in direct style
   */
  public static @Nullable Thread threadOf(Coroutine<?> coroutine) {
    Objects.requireNonNull(coroutine, "threadOf(coroutine): it is null");
    return coroutine instanceof DirectCoroutine<?> direct ? direct.thread() : null;
  }

  /**
   * Where a suspended coroutine in direct style stands, without the library's own calls.
   *
   * @param coroutine any
   * @return the calls of its body, from the one that awaits outwards; empty if it has not started, runs, has ended, is a part of
   *     another one, which awaits it on its own stack, or is none in direct style
   */
  public static List<StackTraceElement> stackOf(Coroutine<?> coroutine) {
    Objects.requireNonNull(coroutine, "stackOf(coroutine): it is null");
    return coroutine instanceof DirectCoroutine<?> direct ? direct.frames() : List.of();
  }
}
