package io.github.aiotask.properties.run;

import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A body as a coroutine that is written by hand. */
final class HandWrittenBody extends StateMachine<@Nullable Object> implements BodyCoroutine {
  private final Body body;

  HandWrittenBody(Body body) {
    this.body = body;
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    Answer answer = body.resume(sent, error);
    if (answer instanceof Answer.Awaits awaits) {
      return await(awaits.awaitable());
    }
    return answer instanceof Answer.Returns returned ? returns(returned.value()) : ((Answer.Yields) answer).value();
  }
}
