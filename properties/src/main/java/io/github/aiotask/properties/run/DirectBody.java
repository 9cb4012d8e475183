package io.github.aiotask.properties.run;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** A body as a coroutine in direct style. */
final class DirectBody implements BodyCoroutine {
  private final Tracer tracer;
  private final Body body;
  private final Coroutine<@Nullable Object> coroutine;
  private boolean started;

  DirectBody(Tracer tracer, DirectStyle style, Body body) {
    this.tracer = tracer;
    this.body = body;
    this.coroutine = style.coroutine(() -> body.runDirect(style));
  }

  @Override
  public Who who() {
    return body.who();
  }

  @Override
  public int number() {
    return body.number();
  }

  @Override
  public @Nullable Object send(@Nullable Object value) throws Throwable {
    started = true;
    return coroutine.send(value);
  }

  @Override
  public @Nullable Object raise(Throwable error) throws Throwable {
    if (!started) {
      started = true;
      tracer.raises(body.who(), error);
    }
    return coroutine.raise(error);
  }

  @Override
  public @Nullable Object returned() {
    return coroutine.returned();
  }

  @Override
  public void close() throws Throwable {
    coroutine.close();
  }
}
