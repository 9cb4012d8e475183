package io.github.aiotask.spec.walk;

import io.github.aiotask.Coroutine;

/** A coroutine that does what it is told. */
record Body(String name, Resumed then) implements Coroutine<Object> {

  /** Answers for it: what it yields, or RETURNED. */
  interface Resumed {
    Object resumed(Body body, Throwable error) throws Throwable;
  }

  @Override
  public Object send(Object value) throws Throwable {
    return then.resumed(this, null);
  }

  @Override
  public Object raise(Throwable error) throws Throwable {
    return then.resumed(this, error);
  }

  @Override
  public Object returned() {
    return null;
  }

  @Override
  public void close() {}
}
