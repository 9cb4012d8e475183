package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The side of a {@link FlowReader} that its publisher signals, in any thread: keeps what has come until it is read. */
final class FlowInlet<T extends Object> implements Subscriber<T> {
  private final FlowReader<T> reader;
  private final EventLoop loop;
  private final Queue<T> items = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean subscribed = new AtomicBoolean();

  /** Whether the reader is to be woken. */
  private final AtomicBoolean awaited = new AtomicBoolean();

  private volatile @Nullable End end;
  private volatile boolean left;

  /**
   * The last signal.
   *
   * @param error null if it was complete
   */
  record End(@Nullable Throwable error) {}

  FlowInlet(FlowReader<T> reader, EventLoop loop) {
    this.reader = reader;
    this.loop = loop;
  }

  // ---- the publisher's side

  @Override
  public void onSubscribe(Subscription subscription) {
    Objects.requireNonNull(subscription, "onSubscribe(subscription): it is null");
    if (!subscribed.compareAndSet(false, true)) {
      subscription.cancel();
      return;
    }
    try {
      loop.callSoonThreadsafe(reader::begin, subscription, null);
    } catch (RuntimeException refused) { // the loop is closed: nobody will read
      subscription.cancel();
    }
  }

  @Override
  public void onNext(T item) {
    Objects.requireNonNull(item, "onNext(item): it is null");
    if (!left) {
      items.add(item);
      wake();
    }
  }

  @Override
  public void onError(Throwable error) {
    end(new End(Objects.requireNonNull(error, "onError(error): it is null")));
  }

  @Override
  public void onComplete() {
    end(new End(null));
  }

  private void end(End last) {
    end = last;
    reader.stopWatchingLoop();
    wake();
  }

  private void wake() {
    if (awaited.compareAndSet(true, false)) {
      try {
        loop.callSoonThreadsafe(FlowReader::wake, reader, null);
      } catch (RuntimeException refused) { // the loop is closed, and its tasks have ended
        left = true;
      }
    }
  }

  // ---- the reader's side

  /** From now on the next signal wakes the reader; ask again what there is. */
  void await() {
    awaited.set(true);
  }

  void stopAwaiting() {
    awaited.set(false);
  }

  /** The last signal; to be asked before {@link #poll}, for items come before it. */
  @Nullable End end() {
    return end;
  }

  @Nullable T poll() {
    return items.poll();
  }

  /** What has come and was not read; what comes from now on is dropped. */
  List<T> leave() {
    left = true;
    List<T> unread = new ArrayList<>();
    for (T item = items.poll(); item != null; item = items.poll()) {
      unread.add(item);
    }
    return unread;
  }
}
