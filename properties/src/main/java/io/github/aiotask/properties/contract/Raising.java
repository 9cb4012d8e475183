package io.github.aiotask.properties.contract;

import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** Raises an error at once. */
final class Raising extends StateMachine<Object> {
  private final Throwable raised;

  Raising(Throwable raised) {
    this.raised = raised;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
    throw raised;
  }
}
