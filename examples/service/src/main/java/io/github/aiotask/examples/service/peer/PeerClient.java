package io.github.aiotask.examples.service.peer;

import io.github.aiotask.examples.service.BackendFailed;
import io.github.aiotask.examples.service.backend.BackendServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one backend, blocking: so many calls at once and no more, each on a connection that is kept. Any thread but the event loop's. */
final class PeerClient {
  private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

  private final BackendServer backend;
  private final EventLoop eventLoop;
  private final Semaphore limit;
  private final Deque<Channel> idle = new ConcurrentLinkedDeque<>();
  private final Bootstrap http;

  PeerClient(BackendServer backend, EventLoop eventLoop, int callsAtOnce) {
    this.backend = backend;
    this.eventLoop = eventLoop;
    this.limit = new Semaphore(callsAtOnce, true);
    this.http =
        new Bootstrap()
            .group(eventLoop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(64 * 1024), new Answers());
                  }
                });
  }

  private record Answer(int status, String body) {}

  /** Completes the call that is under way on its connection. */
  private static final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
    private @Nullable Promise<Answer> present;

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      Promise<Answer> call = present;
      present = null;
      if (call != null) {
        call.setSuccess(new Answer(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      Promise<Answer> call = present;
      present = null;
      if (call != null) {
        call.setFailure(new IOException("it has closed the connection without an answer"));
      }
    }
  }

  /** The body of an answer by 200; an interrupt closes the connection that the call has. */
  String get(String item) throws Exception {
    LOG.info("asks {} for {}", backend.name(), item);
    limit.acquire();
    Channel channel = null;
    boolean reusable = false;
    try {
      channel = idle.poll();
      if (channel == null || !channel.isActive()) {
        channel = http.connect(backend.address()).sync().channel();
      }
      Answer answer = exchange(channel, "/" + item).get();
      reusable = true;
      if (answer.status() != 200) {
        throw new BackendFailed(backend.name() + " has failed: " + answer.status());
      }
      LOG.info("has {} of {}", backend.name(), item);
      return answer.body();
    } finally {
      if (channel != null && reusable) {
        idle.push(channel);
      } else if (channel != null) {
        channel.close();
      }
      limit.release();
    }
  }

  private Promise<Answer> exchange(Channel channel, String path) {
    Promise<Answer> answer = eventLoop.newPromise();
    FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path, Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, backend.address().getHostString());
    eventLoop.execute(
        () -> {
          channel.pipeline().get(Answers.class).present = answer;
          channel.writeAndFlush(request);
        });
    return answer;
  }
}
