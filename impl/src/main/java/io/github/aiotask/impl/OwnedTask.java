package io.github.aiotask.impl;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** A task that leads back to a guest's object. */
final class OwnedTask<T extends @Nullable Object> extends CoroutineTask<T> {
  private final Object owner;

  private OwnedTask(LoopState home, Coroutine<T> coroutine, @Nullable Object context, long number, Object owner) {
    super(home, coroutine, context, number);
    this.owner = owner;
  }

  /** No other class names this one, so that it is not loaded, and {@link CoroutineTask} a leaf to the JIT, until there is one. */
  static <T extends @Nullable Object> CoroutineTask<T> create(
      LoopState home, Coroutine<T> coroutine, @Nullable Object context, long number, Object owner) {
    return new OwnedTask<>(home, coroutine, context, number, owner);
  }

  @Override
  void tellOwner() {
    home.guest.taskCreated(this); // §2.11
  }

  @Override
  public Object owner() {
    return owner;
  }
}
