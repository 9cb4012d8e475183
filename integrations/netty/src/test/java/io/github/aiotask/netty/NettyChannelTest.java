package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.LoopThread;
import io.github.aiotask.Task;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.io.IOException;

import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Channels that coroutines await. */
class NettyChannelTest extends NettyTestCase {

  @Test
  void bothEndsReadAndWrite() throws Exception {
    Thread thread = group.next().submit(Thread::currentThread).get();
    run(
        () -> {
          try (Pair pair = connect()) {
            assertSame(thread, LoopThread.current());
            pair.client().write(bytes("ping"));
            assertEquals("ping", text(pair.server(), 4));
            pair.server().write(bytes("pong"));
            assertEquals("pong", text(pair.client(), 4));
            assertSame(thread, LoopThread.current());
          }
          return null;
        });
  }

  @Test
  void theEndOfTheStreamIsNull() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            pair.client().write(bytes("last"));
            pair.client().close();
            pair.client().waitClosed();
            assertEquals("last", text(pair.server(), 4));
            assertNull(pair.server().read());
            assertNull(pair.server().read());
            assertNull(pair.client().read());
            assertThrows(ClosedChannelException.class, () -> pair.client().write(bytes("late")));
            assertThrows(ClosedChannelException.class, () -> pair.client().send(bytes("late")));
          }
          return null;
        });
  }

  @Test
  void aResetIsRaisedOnce() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            pair.client().channel().config().setOption(ChannelOption.SO_LINGER, 0);
            pair.client().close();
            assertThrows(IOException.class, pair.server()::read);
            assertNull(pair.server().read());
          }
          return null;
        });
  }

  @Test
  void aRefusedConnectionIsRaised() throws Exception {
    run(
        () -> {
          NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class);
          SocketAddress nobody = server.localAddress();
          server.close();
          server.waitClosed();
          assertNull(server.accept());
          assertThrows(SocketException.class, () -> netty.connect(client(), nobody, ByteBuf.class));
          return null;
        });
  }

  /** Netty reads on only when somebody waits: what is buffered is bounded by the socket. */
  @Test
  void nothingIsReadAhead() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            ByteBuf much = Unpooled.wrappedBuffer(new byte[64 << 20]);
            Task<?> writing = asyncio.createTask(coroutine(() -> pair.client().write(much)));
            while (pair.client().channel().isWritable()) {
              yieldNow();
            }
            for (int i = 0; i < 1000; i++) {
              yieldNow();
            }
            assertFalse(writing.isDone());
            int seen = 0;
            while (seen < 64 << 20) {
              ByteBuf part = pair.server().read();
              seen += part.readableBytes();
              part.release();
            }
            await(writing);
            assertEquals(64 << 20, seen);
          }
          return null;
        });
  }

  @Test
  void sendWaitsWhileTheChannelIsNotWritable() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            int[] sent = new int[1];
            Task<?> sending =
                asyncio.createTask(
                    coroutine(
                        () -> {
                          for (int i = 0; i < 64; i++) {
                            pair.client().send(Unpooled.wrappedBuffer(new byte[1 << 20]));
                            sent[0]++;
                          }
                        }));
            while (pair.client().channel().isWritable()) {
              yieldNow();
            }
            for (int i = 0; i < 1000; i++) {
              yieldNow();
            }
            assertTrue(sent[0] < 64, () -> sent[0] + " sent");
            int seen = 0;
            while (seen < 64 << 20) {
              ByteBuf part = pair.server().read();
              seen += part.readableBytes();
              part.release();
            }
            await(sending);
            assertEquals(64, sent[0]);
          }
          return null;
        });
  }

  /** A message that comes when its reader is cancelled is the next reader's. */
  @Test
  void aCancelLosesNothing() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            for (int i = 0; i < 200; i++) {
              Task<String> first = asyncio.createTask(coroutine(() -> text(pair.server(), 1)));
              yieldNow();
              pair.client().write(bytes("" + i % 10));
              if (i % 2 == 0) {
                yieldNow();
              }
              first.cancel();
              String text;
              try {
                text = await(first);
              } catch (io.github.aiotask.CancelledError cancelled) {
                text = text(pair.server(), 1);
              }
              assertEquals("" + i % 10, text);
            }
          }
          return null;
        });
  }

  @Test
  void aTimeoutLeavesTheChannelAsItIs() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            assertThrows(
                TimeoutException.class, () -> asyncio.timeout(Duration.ofMillis(1), () -> text(pair.server(), 1)));
            pair.client().write(bytes("x"));
            assertEquals("x", text(pair.server(), 1));
          }
          return null;
        });
  }

  /** One that never becomes one is closed: nobody answers where the backlog is full, or the network is another one. */
  @Test
  void aCancelledConnectClosesItsChannel() throws Exception {
    List<Channel> made = new ArrayList<>();
    run(
        () -> {
          try (NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class)) {
            Task<?> connecting =
                asyncio.createTask(
                    coroutine(
                        () ->
                            netty.connect(
                                client().handler(collecting(made)), server.localAddress(), ByteBuf.class)));
            yieldNow();
            connecting.cancel();
            assertThrows(io.github.aiotask.CancelledError.class, () -> await(connecting));
          }
          return null;
        });
    for (Channel channel : made) {
      channel.closeFuture().sync();
    }
  }

  private static ChannelInitializer<Channel> collecting(List<Channel> made) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        made.add(channel);
      }
    };
  }

  @Test
  void whatACodecKeepsForItselfIsAskedForAgain() throws Exception {
    run(
        () -> {
          ChannelInitializer<Channel> lines =
              new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                  channel.pipeline().addLast(new LineBasedFrameDecoder(100), new StringDecoder());
                }
              };
          try (NettyServer<String> server = netty.bind(server().childHandler(lines), anyPort(), String.class);
              NettyChannel<ByteBuf> client = netty.connect(client(), server.localAddress(), ByteBuf.class);
              NettyChannel<String> accepted = server.accept()) {
            Task<String> reading = asyncio.createTask(coroutine(accepted::read));
            for (String part : List.of("a ", "line ", "in ", "parts", "\nand", " one\n")) {
              client.write(bytes(part));
              await(asyncio.sleep(Duration.ofMillis(1)));
            }
            assertEquals("a line in parts", await(reading));
            assertEquals("and one", accepted.read());
          }
          return null;
        });
  }

  @Test
  void whatAHandlerSwallowsIsAskedForAgain() throws Exception {
    run(
        () -> {
          ChannelInboundHandlerAdapter swallowing =
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                  if (((ByteBuf) message).getByte(0) == 'x') {
                    ((ByteBuf) message).release();
                  } else {
                    context.fireChannelRead(message);
                  }
                }
              };
          try (NettyServer<ByteBuf> server = netty.bind(server().childHandler(swallowing), anyPort(), ByteBuf.class);
              NettyChannel<ByteBuf> client = netty.connect(client(), server.localAddress(), ByteBuf.class);
              NettyChannel<ByteBuf> accepted = server.accept()) {
            Task<String> reading = asyncio.createTask(coroutine(() -> text(accepted, 1)));
            client.write(bytes("x"));
            await(asyncio.sleep(Duration.ofMillis(10))); // for x to come alone
            while (!reading.isDone()) {
              client.write(bytes("y"));
              await(asyncio.sleep(Duration.ofMillis(1)));
            }
            assertEquals('y', await(reading).charAt(0));
          }
          return null;
        });
  }

  @Test
  void aCloseReleasesWhatNobodyHasRead() throws Exception {
    run(
        () -> {
          try (Pair pair = connect()) {
            pair.client().write(bytes("unread"));
            Task<ByteBuf> reading = asyncio.createTask(coroutine(pair.server()::read));
            yieldNow();
            reading.cancel();
            pair.server().channel().read();
            await(asyncio.sleep(Duration.ofMillis(1)));
          }
          return null;
        });
  }

  // ---- misuse

  @Test
  void misuseIsToldWithItsRemedy() throws Exception {
    Pair[] kept = new Pair[1];
    run(
        () -> {
          Pair pair = connect();
          kept[0] = pair;
          Task<?> reading = asyncio.createTask(coroutine(() -> pair.server().read()));
          yieldNow();
          String second = assertThrows(IllegalStateException.class, pair.server()::read).getMessage();
          assertTrue(second.contains("another task waits"), second);
          pair.client().write(bytes("x"));
          ((ByteBuf) await(reading)).release();

          ClassCastException wrong =
              assertThrows(
                  ClassCastException.class,
                  () -> {
                    try (NettyServer<String> server = netty.bind(server(), anyPort(), String.class);
                        NettyChannel<ByteBuf> client = netty.connect(client(), server.localAddress(), ByteBuf.class);
                        NettyChannel<String> accepted = server.accept()) {
                      client.write(bytes("no text"));
                      accepted.read();
                    }
                  });
          assertTrue(wrong.getMessage().contains("reads java.lang.String"), wrong.getMessage());
          assertThrows(
              IllegalStateException.class, () -> netty.bind(server().group(group), anyPort(), ByteBuf.class));
          return null;
        });
    String outside = assertThrows(IllegalStateException.class, kept[0].client()::read).getMessage();
    assertTrue(outside.contains("read() is called in the thread") && outside.contains("runCoroutineThreadsafe"), outside);
    ByteBuf refused = bytes("refused");
    assertThrows(IllegalStateException.class, () -> kept[0].client().write(refused));
    assertEquals(0, refused.refCnt());
    kept[0].close();
  }

  /** An error of the user's handlers is raised where one reads. */
  @Test
  void anErrorOfAHandlerIsRaised() throws Exception {
    IllegalStateException error = new IllegalStateException("of the protocol");
    run(
        () -> {
          ChannelInboundHandlerAdapter failing =
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                  ((ByteBuf) message).release();
                  throw error;
                }
              };
          try (NettyServer<ByteBuf> server = netty.bind(server().childHandler(failing), anyPort(), ByteBuf.class);
              NettyChannel<ByteBuf> client = netty.connect(client(), server.localAddress(), ByteBuf.class);
              NettyChannel<ByteBuf> accepted = server.accept()) {
            client.write(bytes("x"));
            assertSame(error, assertThrows(IllegalStateException.class, accepted::read));
          }
          return null;
        });
  }
}
