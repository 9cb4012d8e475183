package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.direct.Direct;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link Publisher} publishes, item by item, in tasks: Python's {@code async for}.
 *
 * <pre>{@code
 * asyncio.subscribe(lines, 16).forEach(line -> { await(store(line)); });
 *
 * try (FlowReader<String> reader = asyncio.subscribe(lines, 16)) {
 *   for (String line = await(reader.next()); line != null; line = await(reader.next())) {
 *     await(store(line));
 *   }
 * }
 * }</pre>
 *
 * <p>The publisher is asked for as many items in advance as was said, and for more when half of them are read: so many are here at
 * most, and it waits for who reads slowly. The publisher signals in any thread; all else is for the loop's thread.
 *
 * <p>No item is lost to a cancelled {@link #next}: the following one gives it. {@link #cancel} answers those that were not read.
 *
 * @param <T> an item
 */
public final class FlowReader<T extends Object> implements AutoCloseable {
  private final Asyncio asyncio;
  private final FlowInlet<T> inlet;
  private final int prefetch;
  private @Nullable Subscription subscription;
  private @Nullable Future<@Nullable Void> waiter;
  private int read; // since the last request
  private volatile boolean left;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // the inlet calls it when this is whole
  private FlowReader(Asyncio asyncio, int prefetch) {
    this.asyncio = asyncio;
    this.prefetch = prefetch;
    this.inlet = new FlowInlet<T>(this, asyncio.loop);
  }

  /** Subscribes. */
  static <T extends Object> FlowReader<T> of(Asyncio asyncio, Publisher<? extends T> publisher, int prefetch) {
    Objects.requireNonNull(publisher, "subscribe(publisher, prefetch): the publisher is null");
    if (prefetch < 1) {
      throw new IllegalArgumentException(
          "subscribe(publisher, prefetch): the prefetch is " + prefetch + ", and nothing comes that is not asked for: 1 or more");
    }
    FlowReader<T> reader = new FlowReader<>(asyncio, prefetch);
    asyncio.outstanding.add(reader, reader::close);
    try {
      publisher.subscribe(reader.inlet);
    } catch (Throwable error) {
      reader.close();
      throw error;
    }
    return reader;
  }

  FlowInlet<T> inlet() {
    return inlet;
  }

  // ---- for the inlet

  /** On the loop's thread. */
  void begin(Subscription given) {
    if (left) {
      given.cancel();
    } else {
      subscription = given;
      given.request(prefetch);
    }
  }

  /** On the loop's thread. */
  void wake() {
    Future<@Nullable Void> present = waiter;
    if (present != null) {
      Futures.release(present);
    }
  }

  /** Any thread. */
  void stopWatchingLoop() {
    asyncio.outstanding.remove(this);
  }

  // ---- for who reads

  /**
   * The next item, when there is one.
   *
   * @return the item; null after the last one, and after {@link #close}; to be awaited by one task at a time; raises the error of the
   *     publisher, that very object, as often as it is asked
   */
  @CheckReturnValue
  public Coroutine<@Nullable T> next() {
    return new Next();
  }

  /**
   * Gives every item to a body, in a coroutine in direct style, and leaves the publisher however that ends.
   *
   * @param body awaits what it likes; the next item waits for it
   * @throws Exception the error of the publisher, or of the body
   */
  public void forEach(Callback<? super T> body) throws Exception {
    Objects.requireNonNull(body, "forEach(body): it is null");
    try {
      for (T item = Direct.<@Nullable T>await(next()); item != null; item = Direct.<@Nullable T>await(next())) {
        body.call(item);
      }
    } finally {
      close();
    }
  }

  /**
   * Cancels the subscription.
   *
   * @return the items that had come and were not read, in order; none the second time. What the publisher sends after that is dropped
   */
  public List<T> cancel() {
    asyncio.loop.checkThread(); // §8.33
    return leave();
  }

  private List<T> leave() {
    boolean first = !left;
    left = true;
    stopWatchingLoop();
    Subscription present = subscription;
    if (first && present != null && inlet.end() == null) {
      present.cancel();
    }
    return inlet.leave();
  }

  /** Cancels the subscription, and drops what was not read. A loop that closes does the same. */
  @Override
  public void close() {
    leave();
    if (!isLoopClosed()) {
      wake();
    }
  }

  private boolean isLoopClosed() {
    return asyncio.loop instanceof RunnableLoop runnable && runnable.isClosed();
  }

  private final class Next extends Body<@Nullable T> {
    @Override
    @Nullable Object start() throws Throwable {
      if (waiter != null) {
        throw new IllegalStateException("next() is awaited by another task: one reads at a time; a Queue is for many");
      }
      return oneOrAwait();
    }

    private @Nullable Object oneOrAwait() throws Throwable {
      inlet.await();
      FlowInlet.End end = inlet.end();
      T item = left ? null : inlet.poll();
      if (item == null && end == null && !left) {
        Future<@Nullable Void> coming = asyncio.createFuture();
        waiter = coming;
        return await(coming);
      }
      inlet.stopAwaiting();
      if (item != null) {
        requestMore();
      } else if (end != null && end.error() != null && !left) {
        throw end.error();
      }
      return returns(item);
    }

    @Override
    @Nullable Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      waiter = null;
      if (error != null) {
        inlet.stopAwaiting();
        throw error;
      }
      return oneOrAwait();
    }
  }

  private void requestMore() {
    read++;
    Subscription present = subscription;
    int half = (prefetch + 1) / 2;
    if (read >= half && present != null && inlet.end() == null) {
      read = 0;
      present.request(half);
    }
  }
}
