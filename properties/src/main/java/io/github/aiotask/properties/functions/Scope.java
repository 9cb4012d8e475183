package io.github.aiotask.properties.functions;

import io.github.aiotask.Coroutine;
import org.jspecify.annotations.Nullable;

/** What a body is in, up to its end. */
public interface Scope {

  /**
   * Leaves it.
   *
   * @param leaving the error that leaves the body, or null
   * @return what is to be awaited for that; null if it is left already
   * @throws Throwable what leaves it in the end: {@code leaving} or another error
   */
  @Nullable Coroutine<?> exit(@Nullable Throwable leaving) throws Throwable;
}
