package io.github.aiotask.impl;

/** Throws what was stored as it is: asyncio stores and raises any error, and Java's checked ones are no exception. */
final class Thrown {

  private Thrown() {}

  /** Never returns; declared so that callers can write {@code throw Thrown.as(error)}. */
  static RuntimeException as(Throwable error) {
    return Thrown.<RuntimeException>raise(error);
  }

  @SuppressWarnings("unchecked") // erased: the cast is never executed, which is the point
  private static <E extends Throwable> E raise(Throwable error) throws E {
    throw (E) error;
  }
}
