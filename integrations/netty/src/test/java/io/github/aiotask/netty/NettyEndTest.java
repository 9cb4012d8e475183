package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** How tasks, channels and buffers end: with the loop, or with Netty's group. */
class NettyEndTest extends NettyTestCase {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Pair> connected = new CompletableFuture<>();

  /** Both ends, of which nobody is closed, and the one has unread bytes. */
  private CompletableFuture<Object> start() throws Exception {
    CompletableFuture<Object> work =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  try {
                    Pair pair = connect();
                    pair.client().write(bytes("unread"));
                    pair.server().channel().read();
                    while (netty.unread().isEmpty()) {
                      await(asyncio.sleep(Duration.ofMillis(1)));
                    }
                    connected.complete(pair);
                    return String.valueOf((Object) pair.client().read());
                  } finally {
                    yieldNow();
                    log.add("cleaned up");
                  }
                }));
    connected.get();
    return work;
  }

  @Test
  void shutDownEndsTasksAndThenChannels() throws Exception {
    CompletableFuture<Object> work = start();
    netty.shutDown().get();
    assertTrue(work.isCancelled());
    assertEquals(List.of("cleaned up"), log);
    connected.get().client().channel().closeFuture().sync();
    connected.get().server().channel().closeFuture().sync();
    assertFalse(group.isShuttingDown());
    assertTrue(netty.isClosed());
    assertTrue(netty.unread().isEmpty());
    assertEquals(List.of(), reports);
  }

  /** The group closes channels, and a read comes to its end; who waits for something else is told of. */
  @Test
  void aGroupThatEndsIsNotSilent() throws Exception {
    CompletableFuture<Object> work = start();
    CountDownLatch waits = new CountDownLatch(1);
    CompletableFuture<Object> sleeping =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  waits.countDown();
                  await(asyncio.sleep(Duration.ofHours(1)));
                  return "slept";
                }));
    waits.await();
    stop(group);
    ExecutionException failed = assertThrows(ExecutionException.class, sleeping::get);
    assertTrue(failed.getCause().getMessage().contains("was closed before"), failed.getCause().getMessage());
    netty.shutDown().get();
    assertTrue(netty.unread().isEmpty());
    assertTrue(work.isDone()); // by the end of its channel, if there was a turn left, or as the other one
    assertTrue(reports.stream().map(LoopError::kind).filter(Kind.SHUTDOWN_LEFT::equals).count() >= 1, reports::toString);
    String text =
        assertThrows(IllegalStateException.class, () -> asyncio.runCoroutineThreadsafe(coroutine(() -> "late"))).getMessage();
    assertTrue(text.contains("is closed: create a new loop"), text);
    assertThrows(IllegalArgumentException.class, () -> NettyLoop.on(netty.eventLoop()));
  }

  /** With a quiet period tasks have time to end. */
  @Test
  void aGroupThatEndsGracefullyLetsTasksEnd() throws Exception {
    CompletableFuture<String> work =
        asyncio.runCoroutineThreadsafe(
            coroutine(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    yieldNow();
                  }
                  return "ended";
                }));
    group.shutdownGracefully().sync();
    assertEquals("ended", work.get());
    netty.shutDown().get();
    assertEquals(List.of(), reports);
  }

  @Test
  void whatTheLoopIsAskedOfNettysHandlersWakesTasks() throws Exception {
    Pair pair = run(this::connect);
    pair.client().channel().eventLoop().submit(() -> pair.client().channel().writeAndFlush(bytes("x"))).sync();
    ByteBuf read = run(() -> pair.server().read());
    assertEquals("x", text(read));
    pair.close();
  }
}
