package io.github.aiotask.properties.contract;

import io.github.aiotask.FutureLike;
import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** Awaits one future, and returns its result. */
final class Awaiting extends StateMachine<Object> {
  private final FutureLike<?> future;
  private boolean awaited;

  Awaiting(FutureLike<?> future) {
    this.future = future;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    if (!awaited) {
      awaited = true;
      return await(future);
    }
    return returns(sent == null ? "null" : sent);
  }
}
