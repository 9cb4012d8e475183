package io.github.aiotask.impl;

import org.jspecify.annotations.Nullable;

/** A future that leads back to a guest's object; in the four bytes that any other one leaves empty. */
final class OwnedFuture<T extends @Nullable Object> extends LoopFuture<T> {
  private final Object owner;

  OwnedFuture(LoopState home, Object owner) {
    super(home);
    this.owner = owner;
  }

  @Override
  public Object owner() {
    return owner;
  }
}
