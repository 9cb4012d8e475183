package io.github.aiotask.examples.service;

import io.github.aiotask.CancelledError;
import io.github.aiotask.asyncio.Semaphore;
import io.github.aiotask.netty.NettyChannel;
import io.github.aiotask.netty.NettyLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one backend: so many calls at once and no more, each on a connection that is kept. In coroutines of the loop. */
final class BackendClient {
  private static final Logger LOG = LoggerFactory.getLogger(BackendClient.class);

  private final NettyLoop netty;
  private final String name;
  private final InetSocketAddress address;
  private final Semaphore limit;
  private final Deque<NettyChannel<FullHttpResponse>> idle = new ArrayDeque<>();
  private final Bootstrap http =
      new Bootstrap()
          .channel(NioSocketChannel.class)
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(64 * 1024));
                }
              });

  BackendClient(NettyLoop netty, String name, InetSocketAddress address, int callsAtOnce) {
    this.netty = netty;
    this.name = name;
    this.address = address;
    this.limit = netty.asyncio().boundedSemaphore(callsAtOnce);
  }

  String name() {
    return name;
  }

  /** The body of an answer by 200; a cancel closes the connection that the call has. */
  String get(String item) throws Exception {
    LOG.info("asks {} for {}", name, item);
    try {
      String body = limit.hold(() -> call("/" + item));
      LOG.info("has {} of {}", name, item);
      return body;
    } catch (CancelledError cancelled) {
      LOG.info("gives up {} for {}", name, item);
      throw cancelled;
    } catch (IOException error) {
      throw new BackendFailed(name + " cannot be asked: " + error.getMessage());
    }
  }

  private String call(String path) throws Exception {
    NettyChannel<FullHttpResponse> kept = idle.poll();
    String body = null;
    if (kept != null) {
      try {
        body = exchange(kept, path);
      } catch (IOException endedMeanwhile) {
        LOG.debug("a kept connection of {} has ended", name, endedMeanwhile);
      }
    }
    if (body == null) {
      body = exchange(netty.connect(http, address, FullHttpResponse.class), path);
    }
    if (body == null) {
      throw new IOException("it has closed the connection without an answer");
    }
    return body;
  }

  /** Null: the connection had ended. */
  private @Nullable String exchange(NettyChannel<FullHttpResponse> connection, String path) throws Exception {
    boolean reusable = false;
    try {
      connection.write(request(path));
      FullHttpResponse response = connection.read();
      if (response == null) {
        return null;
      }
      try {
        reusable = HttpUtil.isKeepAlive(response) && response.decoderResult().isSuccess();
        return bodyOf(response);
      } finally {
        response.release();
      }
    } finally {
      if (reusable) {
        idle.push(connection);
      } else {
        connection.close();
      }
    }
  }

  private FullHttpRequest request(String path) {
    FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path, Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, address.getHostString());
    return request;
  }

  private String bodyOf(FullHttpResponse response) throws BackendFailed {
    if (response.decoderResult().isFailure() || !response.status().equals(HttpResponseStatus.OK)) {
      throw new BackendFailed(name + " has failed: " + response.status());
    }
    return response.content().toString(StandardCharsets.UTF_8);
  }
}
