package io.github.aiotask.properties.run;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** A body as a coroutine in direct style. */
final class DirectBody implements BodyCoroutine {
  private final Body body;
  private final Coroutine<@Nullable Object> coroutine;

  DirectBody(DirectStyle style, Body body) {
    this.body = body;
    this.coroutine = style.coroutine(() -> run(style, body));
  }

  private static @Nullable Object run(DirectStyle style, Body body) throws Exception {
    Object sent = null;
    Throwable raised = null;
    while (true) {
      Answer answer = resume(body, sent, raised);
      if (answer instanceof Answer.Returns returned) {
        return returned.value();
      }
      sent = null;
      raised = null;
      try {
        sent =
            answer instanceof Answer.Awaits awaits
                ? style.await(awaits.awaitable())
                : style.yielding(((Answer.Yields) answer).value());
      } catch (Throwable error) {
        if (style.isEnd(error)) {
          throw Raised.as(error);
        }
        raised = error;
      }
    }
  }

  private static Answer resume(Body body, @Nullable Object sent, @Nullable Throwable raised) {
    try {
      return body.resume(sent, raised);
    } catch (Throwable error) { // whatever the program raises
      throw Raised.as(error);
    }
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  public @Nullable Object send(@Nullable Object value) throws Throwable {
    return coroutine.send(value);
  }

  @Override
  public @Nullable Object raise(Throwable error) throws Throwable {
    if (!body.isStarted()) {
      body.failsBeforeItStarts(error); // nobody resumes its code
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
