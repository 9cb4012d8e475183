package io.github.aiotask.examples.service;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.TooLongHttpContentException;

/** The protocol of the service, by Netty's own handlers: whole requests. */
public final class HttpPipeline extends ChannelInitializer<Channel> {
  private static final int LONGEST_BODY = 64 * 1024;

  @Override
  protected void initChannel(Channel channel) {
    channel.pipeline().addLast(new HttpServerCodec(), new Whole());
  }

  /** A request that is too large comes as one that cannot be decoded, so that it is answered in its turn. */
  private static final class Whole extends HttpObjectAggregator {
    Whole() {
      super(LONGEST_BODY, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
      HttpRequest request = (HttpRequest) oversized;
      FullHttpRequest refused =
          new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri(), Unpooled.EMPTY_BUFFER);
      refused.headers().set(request.headers());
      refused.setDecoderResult(
          DecoderResult.failure(new TooLongHttpContentException("a body may have " + LONGEST_BODY + " bytes")));
      context.fireChannelRead(refused);
    }
  }
}
