package io.github.aiotask.spec.walk;

import io.github.aiotask.Callback;

/** A callback that does nothing: what callbacks do are commands at the gate behind it. */
record NamedCallback(String name) implements Callback<Object> {
  @Override
  public void call(Object future) {}
}
