package io.github.aiotask.examples.service.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** One connection: the next request when the answer is there. It closes when its slice is over. */
final class LoadConnection extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final Slice slice;
  private long begun;
  private boolean waits;

  LoadConnection(Slice slice) {
    this.slice = slice;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    next(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    waits = false;
    slice.figures().answered(response.status().code(), System.nanoTime() - begun);
    if (HttpUtil.isKeepAlive(response)) {
      next(context);
    } else {
      context.close();
    }
  }

  private void next(ChannelHandlerContext context) {
    if (!slice.takeTurn()) {
      context.close();
      return;
    }
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/offer/book", Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, "127.0.0.1");
    begun = System.nanoTime();
    waits = true;
    context.writeAndFlush(request);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (waits) {
      slice.figures().failed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
