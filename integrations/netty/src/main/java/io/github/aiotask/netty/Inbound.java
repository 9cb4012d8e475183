package io.github.aiotask.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/** The last handler of a pipeline: what gets there is for whoever reads. */
final class Inbound extends ChannelInboundHandlerAdapter {
  final Arrivals<Object> messages;
  private final Runnable writabilityChanged;

  Inbound(Arrivals<Object> messages, Runnable writabilityChanged) {
    this.messages = messages;
    this.writabilityChanged = writabilityChanged;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    messages.add(message);
  }

  /** A codec may have taken what came and made no message of it. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (messages.isAwaited()) {
      context.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    messages.end();
    writabilityChanged.run();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, @Nullable Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      messages.end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    messages.fail(cause);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writabilityChanged.run();
  }
}
