package io.github.aiotask.properties.run;

import io.github.aiotask.Awaitable;
import org.jspecify.annotations.Nullable;

/** Where a body that runs as a coroutine has stopped. */
sealed interface Answer {

  record Yields(@Nullable Object value) implements Answer {}

  record Awaits(Awaitable<?> awaitable) implements Answer {}

  record Returns(@Nullable Object value) implements Answer {}
}
