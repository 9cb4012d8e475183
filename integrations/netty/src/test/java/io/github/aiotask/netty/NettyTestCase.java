package io.github.aiotask.netty;

import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.LoopError;
import io.github.aiotask.asyncio.Asyncio;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Scheduled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A loop on an event loop of its own, whose end leaves nothing. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
abstract class NettyTestCase {
  final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final NettyLoop netty = NettyLoop.on(group.next());
  final Asyncio asyncio = netty.asyncio();
  final List<LoopError> reports = new CopyOnWriteArrayList<>();

  NettyTestCase() {
    netty.setExceptionHandler(reports::add);
  }

  @BeforeAll
  static void countLeaks() {
    Leaks.install();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    netty.shutDown().get();
    if (!group.isShutdown()) {
      assertEquals(0, group.next().submit(() -> Scheduled.count(netty.eventLoop())).get());
      stop(group);
    }
    assertEquals(List.of(), Leaks.found());
  }

  static void stop(EventLoopGroup group) throws InterruptedException {
    group.shutdownGracefully(0, 5, TimeUnit.MINUTES).sync();
  }

  /** Runs a coroutine, and raises what it raises. */
  <T> T run(Callable<T> body) throws Exception {
    try {
      return asyncio.runCoroutineThreadsafe(coroutine(body)).get();
    } catch (ExecutionException raised) {
      throw Thrown.as(raised.getCause());
    }
  }

  static Bootstrap client() {
    return new Bootstrap().channel(NioSocketChannel.class);
  }

  static ServerBootstrap server() {
    return new ServerBootstrap().channel(NioServerSocketChannel.class);
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** The text of a buffer, which is released. */
  static String text(ByteBuf buffer) {
    try {
      return buffer.toString(StandardCharsets.US_ASCII);
    } finally {
      buffer.release();
    }
  }

  /** Reads so many characters. */
  static String text(NettyChannel<ByteBuf> channel, int length) throws Exception {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      ByteBuf next = channel.read();
      if (next == null) {
        return text + "<end>";
      }
      text.append(text(next));
    }
    return text.toString();
  }

  /** Both ends of a connection. */
  record Pair(NettyChannel<ByteBuf> client, NettyChannel<ByteBuf> server) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  Pair connect() throws Exception {
    try (NettyServer<ByteBuf> server = netty.bind(server(), anyPort(), ByteBuf.class)) {
      NettyChannel<ByteBuf> client = netty.connect(client(), server.localAddress(), ByteBuf.class);
      return new Pair(client, server.accept());
    }
  }
}
