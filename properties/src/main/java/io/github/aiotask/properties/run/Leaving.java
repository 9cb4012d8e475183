package io.github.aiotask.properties.run;

import org.jspecify.annotations.Nullable;

/** Why blocks are left, and so where the body goes on. */
sealed interface Leaving {

  /** The end of a block was reached: the body goes on behind it. */
  record AtEnd(int end) implements Leaving {}

  /** The body returns. */
  record Returning(@Nullable Object value) implements Leaving {}

  /** An error was raised. */
  record Raising(Throwable error) implements Leaving {}
}
