package io.github.aiotask.netty;

import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunningLoop;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

/** Joins the loop's futures and Netty's, so that an end or a cancel of one reaches the other. */
final class Futures {
  private Futures() {}

  static <T extends @Nullable Object> Future<T> ours(NettyLoop loop, io.netty.util.concurrent.Future<T> netty) {
    Future<T> ours = loop.asyncio().createFuture();
    ours.addDoneCallback(
        done -> {
          if (done.isCancelled()) {
            netty.cancel(true);
          }
        });
    netty.addListener(
        done -> {
          if (isHere(loop)) {
            complete(netty, ours);
          } else {
            hand(loop, netty, ours);
          }
        });
    return ours;
  }

  private static <T extends @Nullable Object> void hand(
      NettyLoop loop, io.netty.util.concurrent.Future<T> netty, Future<T> ours) {
    try {
      loop.loop().callSoonThreadsafe(to -> complete(netty, to), ours, null);
    } catch (RuntimeException closed) { // and at its end it has told who was waiting
      return;
    }
  }

  /** In the loop's thread: as Netty calls, or as coroutines do. */
  private static boolean isHere(NettyLoop loop) {
    return !loop.isClosed() && (loop.eventLoop().inEventLoop() || RunningLoop.current() == loop.loop());
  }

  private static <T extends @Nullable Object> void complete(io.netty.util.concurrent.Future<T> netty, Future<T> ours) {
    if (ours.isDone()) {
      return;
    }
    if (netty.isSuccess()) {
      ours.setResult(netty.getNow());
    } else if (netty.isCancelled()) {
      ours.cancel();
    } else {
      ours.setException(netty.cause());
    }
  }

  static <T extends @Nullable Object> io.netty.util.concurrent.Future<T> nettys(NettyLoop loop, Future<T> ours) {
    Promise<T> promise = loop.eventLoop().newPromise();
    promise.addListener(
        done -> {
          if (promise.isCancelled() && isHere(loop)) { // its listeners run in the event loop
            cancel(loop, ours);
          }
        });
    ours.addDoneCallback(
        done -> {
          Throwable error = done.isCancelled() ? null : done.exception();
          if (done.isCancelled()) {
            promise.cancel(false);
          } else if (error != null) {
            promise.tryFailure(error);
          } else {
            promise.trySuccess(done.result());
          }
        });
    return promise;
  }

  private static void cancel(NettyLoop loop, Future<?> ours) {
    try {
      ours.cancel();
    } catch (RuntimeException refused) { // by a cycle of tasks, say; Netty would only log it
      loop.loop().callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, refused, ours, ours.snapshot().createdAt()));
    }
  }
}
