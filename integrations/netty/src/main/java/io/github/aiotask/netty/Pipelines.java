package io.github.aiotask.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handlers of channels: first those of the bootstrap that was given, then ours. */
final class Pipelines {
  private Pipelines() {}

  /** Of a connection. */
  static ChannelHandler then(@Nullable ChannelHandler given, Consumer<Channel> ours) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        if (given != null) {
          channel.pipeline().addLast(given);
        }
        ours.accept(channel);
      }
    };
  }

  /** Of a server's own channel; Netty's acceptor comes last. */
  static ChannelHandler ofServer(@Nullable ChannelHandler given, Arrivals<?> connections) {
    return then(
        given,
        channel ->
            channel
                .pipeline()
                .addLast(
                    new ChannelInboundHandlerAdapter() {
                      @Override
                      public void channelInactive(ChannelHandlerContext context) {
                        connections.end();
                        context.fireChannelInactive();
                      }

                      @Override
                      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        connections.fail(cause);
                      }
                    }));
  }
}
