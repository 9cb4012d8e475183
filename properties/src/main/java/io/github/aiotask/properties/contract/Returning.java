package io.github.aiotask.properties.contract;

import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** Returns at once. */
final class Returning extends StateMachine<Object> {
  private final Object value;

  Returning(Object value) {
    this.value = value;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return returns(value);
  }
}
