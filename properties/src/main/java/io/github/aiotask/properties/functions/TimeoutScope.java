package io.github.aiotask.properties.functions;

import org.jspecify.annotations.Nullable;

/** A timeout that a body is in. */
public interface TimeoutScope extends Scope {

  /** Gives it another time, in nanoseconds from now; null if it is never to expire. */
  void reschedule(@Nullable Long nanos);

  /** Whether it has expired. */
  boolean expired();
}
