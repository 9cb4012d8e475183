package io.github.aiotask.examples.service.peer;

import io.github.aiotask.examples.service.Incoming;
import io.github.aiotask.examples.service.Metrics;
import io.github.aiotask.examples.service.Reply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A client's connection: a thread for each request. For clients that do not pipeline. */
final class PeerFront extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(PeerFront.class);

  private final ExecutorService threads;
  private final PeerOffer offer;
  private final Metrics metrics;
  private @Nullable Future<?> present;

  PeerFront(ExecutorService threads, PeerOffer offer, Metrics metrics) {
    this.threads = threads;
    this.offer = offer;
    this.metrics = metrics;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Incoming incoming = Incoming.of(request);
    present = threads.submit(() -> answer(context, incoming));
  }

  private void answer(ChannelHandlerContext context, Incoming request) {
    long begin = System.nanoTime();
    MDC.put("request", request.id());
    Reply reply = reply(request);
    LOG.info("{} {}", reply.status().code(), request.path());
    metrics.ended(reply.outcome(), System.nanoTime() - begin);
    context.writeAndFlush(reply.toNetty(request.id(), request.keepAlive()));
  }

  private Reply reply(Incoming request) {
    if (request.refusal() != null) {
      return request.refusal();
    }
    try {
      return request.path().startsWith("/offer/") ? offer.of(request.path().substring("/offer/".length())) : Reply.notFound(request.path());
    } catch (Exception error) {
      LOG.error("no answer to {}", request.path(), error);
      return Reply.error();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Future<?> request = present;
    if (request != null) {
      request.cancel(true);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // a client that has gone
  }
}
