package io.github.aiotask.examples.service.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Loads one target for a while, or with so many requests. Its state is the client's thread's. */
final class Slice {
  private final Figures figures = new Figures();
  private final long end;
  private long left;

  /** So many nanoseconds, and requests, at most. */
  private Slice(long nanos, long requests) {
    this.end = System.nanoTime() + nanos;
    this.left = requests;
  }

  /** Waits until it is over. */
  static Figures run(EventLoop eventLoop, InetSocketAddress target, int connections, long nanos, long requests) {
    long begin = System.nanoTime();
    Slice slice = new Slice(nanos, requests);
    Bootstrap http =
        new Bootstrap()
            .group(eventLoop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(1 << 20), new LoadConnection(slice));
                  }
                });
    List<ChannelFuture> connecting = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      connecting.add(http.connect(target));
    }
    for (ChannelFuture one : connecting) {
      if (one.awaitUninterruptibly().isSuccess()) {
        one.channel().closeFuture().awaitUninterruptibly();
      } else {
        eventLoop.submit(slice.figures::failed).syncUninterruptibly();
      }
    }
    slice.figures.ran(System.nanoTime() - begin);
    return eventLoop.submit(() -> slice.figures).syncUninterruptibly().getNow();
  }

  Figures figures() {
    return figures;
  }

  /** Whether there is to be one more request. */
  boolean takeTurn() {
    return System.nanoTime() < end && left-- > 0;
  }
}
