package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import io.github.aiotask.RunningLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a loop completes for other threads; to block on it in the loop's own is refused, for then the loop never could. */
final class AnswerOfLoop<T extends @Nullable Object> extends CompletableFuture<T> {
  private final EventLoop loop;

  AnswerOfLoop(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    mayBlock("get()");
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
    if (timeout > 0) {
      mayBlock("get(timeout)");
    }
    return super.get(timeout, unit);
  }

  @Override
  public T join() {
    mayBlock("join()");
    return super.join();
  }

  /** What follows from it waits for the loop too. */
  @Override
  public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
    return new AnswerOfLoop<U>(loop);
  }

  private void mayBlock(String call) {
    if (!isDone()) {
      refuseInThreadOf(loop, call);
    }
  }

  /** Says what to do instead. */
  static void refuseInThreadOf(EventLoop loop, String call) {
    if (RunningLoop.current() == loop) {
      throw new IllegalStateException(
          call + " in the thread of the loop that is to do the work would never return: await it, or call this in another"
              + " thread, by toThread(body)");
    }
  }
}
