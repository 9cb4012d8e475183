package io.github.aiotask.examples.service;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as the service sees it; it holds no buffer.
 *
 * @param id in each line of the log, and in the answer: the client's own, if that is plain, else a new one
 * @param path decoded
 * @param keepAlive whether the client wants to go on with the connection
 * @param refusal what is wrong with it; null for nothing
 */
public record Incoming(String id, String path, boolean keepAlive, @Nullable Reply refusal) {
  /** The header that brings an id, and takes it back. */
  public static final String ID = "x-request-id";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final AtomicLong COUNT = new AtomicLong();

  /** Reads a request, which stays the caller's to release. */
  public static Incoming of(FullHttpRequest request) {
    String given = request.headers().get(ID);
    String id = given != null && PLAIN.matcher(given).matches() ? given : "r" + COUNT.incrementAndGet();
    Throwable broken = request.decoderResult().cause();
    if (broken instanceof TooLongHttpContentException) {
      return new Incoming(id, "", false, Reply.tooLarge(broken.getMessage()));
    }
    if (broken != null) { // where the next request begins is unknown
      return new Incoming(id, "", false, Reply.bad("this is no request of HTTP"));
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (request.protocolVersion().equals(HttpVersion.HTTP_1_1) && !request.headers().contains(HttpHeaderNames.HOST)) {
      return new Incoming(id, "", keepAlive, Reply.bad("the header Host is missing"));
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return new Incoming(id, "", keepAlive, Reply.notAllowed(request.method() + ": only GET is served"));
    }
    try {
      return new Incoming(id, new QueryStringDecoder(request.uri()).path(), keepAlive, null);
    } catch (IllegalArgumentException notEncoded) {
      return new Incoming(id, "", keepAlive, Reply.bad("the path is not well encoded"));
    }
  }
}
