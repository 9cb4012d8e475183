package io.github.aiotask.examples.service;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * An answer as the service makes it; it holds no buffer.
 *
 * @param status of HTTP
 * @param body text
 * @param outcome for metrics
 */
public record Reply(HttpResponseStatus status, String body, Outcome outcome) {

  public static Reply ok(String body) {
    return new Reply(HttpResponseStatus.OK, body, Outcome.ANSWERED);
  }

  public static Reply bad(String why) {
    return new Reply(HttpResponseStatus.BAD_REQUEST, why + "\n", Outcome.REFUSED);
  }

  public static Reply notFound(String path) {
    return new Reply(HttpResponseStatus.NOT_FOUND, path + " is not here: /offer/ITEM, /metrics and /tasks are\n", Outcome.REFUSED);
  }

  public static Reply notAllowed(String why) {
    return new Reply(HttpResponseStatus.METHOD_NOT_ALLOWED, why + "\n", Outcome.REFUSED);
  }

  public static Reply tooLarge(String why) {
    return new Reply(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, why + "\n", Outcome.REFUSED);
  }

  public static Reply late() {
    return new Reply(HttpResponseStatus.GATEWAY_TIMEOUT, "the backends did not answer in time\n", Outcome.DEADLINE);
  }

  public static Reply backendFailed(String why) {
    return new Reply(HttpResponseStatus.BAD_GATEWAY, why + "\n", Outcome.BACKEND_FAILED);
  }

  public static Reply error() {
    return new Reply(HttpResponseStatus.INTERNAL_SERVER_ERROR, "this is our fault, and the log tells it\n", Outcome.ERROR);
  }

  /** As Netty writes it. */
  public FullHttpResponse toNetty(String id, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(Incoming.ID, id)
        .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    return response;
  }
}
