package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Netty's futures and the loop's: an end and a cancel go both ways. */
class NettyFuturesTest extends NettyTestCase {

  /** Whose listeners are called in the loop's thread, in another one, and in whichever completes it. */
  private List<Promise<String>> promises() {
    return List.of(
        netty.eventLoop().newPromise(), GlobalEventExecutor.INSTANCE.newPromise(), ImmediateEventExecutor.INSTANCE.newPromise());
  }

  @Test
  void nettysEndIsOurs() throws Exception {
    IOException error = new IOException("of Netty");
    run(
        () -> {
          for (Promise<String> promise : promises()) {
            Future<String> ours = netty.future(promise);
            Thread other = new Thread(() -> promise.setSuccess("done"));
            other.start();
            assertEquals("done", await(ours));
            assertEquals("done", await(netty.future(promise)));
          }
          for (Promise<String> promise : promises()) {
            promise.setFailure(error);
            assertSame(error, assertThrows(IOException.class, () -> await(netty.future(promise))));
          }
          for (Promise<String> promise : promises()) {
            Future<String> ours = netty.future(promise);
            promise.cancel(true);
            assertThrows(CancelledError.class, () -> await(ours));
            assertTrue(ours.isCancelled());
          }
          return null;
        });
  }

  @Test
  void ourCancelIsNettys() throws Exception {
    run(
        () -> {
          for (Promise<String> promise : promises()) {
            Task<String> task = asyncio.createTask(coroutine(() -> await(netty.future(promise))));
            yieldNow();
            task.cancel();
            assertThrows(CancelledError.class, () -> await(task));
            assertTrue(promise.isCancelled());
          }
          return null;
        });
  }

  @Test
  void ourEndIsNettys() throws Exception {
    IOException error = new IOException("of ours");
    CompletableFuture<String> heard = new CompletableFuture<>();
    run(
        () -> {
          Future<String> ours = asyncio.createFuture();
          netty
              .nettyFuture(ours)
              .addListener(
                  done -> heard.complete(netty.eventLoop().inEventLoop() + " " + done.getNow()));
          ours.setResult("ours");
          Future<String> failing = asyncio.createFuture();
          io.netty.util.concurrent.Future<String> failed = netty.nettyFuture(failing);
          failing.setException(error);
          assertSame(error, assertThrows(IOException.class, () -> await(netty.future(failed))));
          Future<String> ending = asyncio.createFuture();
          io.netty.util.concurrent.Future<String> cancelled = netty.nettyFuture(ending);
          ending.cancel();
          assertThrows(CancelledError.class, () -> await(netty.future(cancelled)));
          assertTrue(cancelled.isCancelled());
          return null;
        });
    assertEquals("true ours", heard.get());
  }

  @Test
  void nettysCancelIsOurs() throws Exception {
    run(
        () -> {
          Task<String> task = asyncio.createTask(coroutine(() -> await(asyncio.<String>createFuture())));
          io.netty.util.concurrent.Future<String> theirs = netty.nettyFuture(task);
          yieldNow();
          new Thread(() -> theirs.cancel(true)).start();
          assertThrows(CancelledError.class, () -> await(task));
          return null;
        });
  }
}
