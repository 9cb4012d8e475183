package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs a body in another thread, which a cancel interrupts; ends when the body has ended, and not before. */
final class ToThreadInterruptibly<T extends @Nullable Object> extends Body<T> {
  private final Asyncio asyncio;
  private final Interruptible<T> work;
  private @Nullable Future<T> future;
  private @Nullable Ending ending;
  private @Nullable Throwable cancelled;

  ToThreadInterruptibly(Asyncio asyncio, Callable<T> body) {
    this.asyncio = asyncio;
    this.work = new Interruptible<T>(body);
  }

  @Override
  Object start() {
    Future<T> running = asyncio.runInExecutor(null, work);
    future = running;
    return awaitEnd(running);
  }

  /** A cancel does not reach the future, which would be done then, and the body perhaps not. */
  private Object awaitEnd(Future<T> running) {
    Ending present = new Ending(asyncio);
    ending = present;
    return await(present.of(running));
  }

  @Override
  Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Future<T> running = Futures.present(future);
    if (error == null) {
      return returns(outcome(running));
    }
    Futures.present(ending).removeFrom(running);
    boolean begun = work.interrupt();
    if (!begun) {
      running.cancel();
    }
    if (!begun || isClosing(error)) {
      throw error;
    }
    cancelled = cancelled == null ? error : cancelled;
    return awaitEnd(running);
  }

  /** Of a body that has ended; that it ended by the interrupt is the cancellation. */
  private T outcome(Future<T> done) throws Throwable {
    Throwable asked = cancelled;
    if (asked == null) {
      return done.result();
    }
    Throwable failure = done.isCancelled() ? null : done.exception();
    if (failure == null || failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
      throw asked;
    }
    throw failure;
  }
}
