package io.github.aiotask.examples.service.backend;

import io.github.aiotask.examples.service.backend.Behaviour.Answer;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection of a backend: one call at a time, as its clients make them. */
final class BackendCall extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final BackendServer server;
  private @Nullable CompletableFuture<Answer> present;

  BackendCall(BackendServer server) {
    this.server = server;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    server.connections.incrementAndGet();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    server.received.incrementAndGet();
    CompletableFuture<Answer> call = server.behaviour.begin(request.uri(), context.executor());
    present = call;
    call.thenAcceptAsync(answer -> answer(context, answer), context.executor());
  }

  private void answer(ChannelHandlerContext context, Answer answer) {
    if (present == null) { // the client has gone since
      return;
    }
    present = null;
    server.answered.incrementAndGet();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            ByteBufUtil.writeUtf8(context.alloc(), answer.body()));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    context.writeAndFlush(response);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    server.connections.decrementAndGet();
    CompletableFuture<Answer> call = present;
    present = null;
    if (call != null) {
      server.abandoned.incrementAndGet();
      call.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a client that has gone
  }
}
