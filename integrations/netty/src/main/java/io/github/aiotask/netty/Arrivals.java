package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.Future;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a channel has brought and nobody has taken: messages, or connections. The channel is asked for more only while somebody waits,
 * so it is as much as one such question brings. In the loop's thread, as Netty calls it or as coroutines do.
 */
final class Arrivals<T> {
  private final NettyLoop loop;
  private final String call; // who takes, for errors
  private final Deque<T> here = new ArrayDeque<>();
  private @Nullable Throwable error; // of the channel, to be raised once
  private boolean ended;
  private boolean dropping; // nobody will take any more
  private @Nullable Future<@Nullable Void> waiter;

  Arrivals(NettyLoop loop, String call) {
    this.loop = loop;
    this.call = call;
  }

  // ---- as Netty calls

  void add(T item) {
    if (dropping || loop.isClosed()) {
      drop(item);
      return;
    }
    if (here.isEmpty()) {
      loop.unread().add(this);
    }
    here.add(item);
    wake();
  }

  void fail(Throwable cause) {
    if (error == null) {
      error = cause;
    }
    wake();
  }

  void end() {
    ended = true;
    if (loop.isClosed()) {
      dropAll();
    } else {
      wake();
    }
  }

  boolean isAwaited() {
    return waiter != null;
  }

  private void wake() {
    Future<@Nullable Void> waiting = waiter;
    waiter = null;
    if (waiting != null && !waiting.isDone() && !loop.isClosed()) {
      waiting.setResult(null);
    }
  }

  // ---- as coroutines call

  /** The next one; null at the end. It is taken when the coroutine goes on, so a cancel loses nothing. */
  @Nullable T take(Channel channel) throws Exception {
    if (waiter != null) {
      throw new IllegalStateException(call + ": another task waits in it already; let one task do that");
    }
    while (here.isEmpty()) {
      Throwable raised = error;
      if (raised != null) {
        error = null;
        throw Thrown.as(raised);
      }
      if (ended) {
        return null;
      }
      Future<@Nullable Void> waiting = loop.asyncio().createFuture();
      waiter = waiting;
      channel.read();
      try {
        await(waiting);
      } finally {
        if (waiter == waiting) {
          waiter = null;
        }
      }
    }
    T first = here.poll();
    if (here.isEmpty()) {
      loop.unread().remove(this);
    }
    return first;
  }

  /** Begins to close the channel, and lets go what nobody has taken. Any thread. */
  void close(Channel channel) {
    if (loop.eventLoop().inEventLoop()) {
      dropAll();
    } else if (!loop.isClosed()) { // else its end has done so
      loop.eventLoop().execute(this::dropAll);
    }
    channel.close();
  }

  /** Lets go what is here, and what comes. */
  void dropAll() {
    dropping = true;
    loop.unread().remove(this);
    for (T item = here.poll(); item != null; item = here.poll()) {
      drop(item);
    }
  }

  private static void drop(Object item) {
    if (item instanceof NettyChannel<?> channel) {
      channel.close();
    } else {
      ReferenceCountUtil.safeRelease(item);
    }
  }
}
