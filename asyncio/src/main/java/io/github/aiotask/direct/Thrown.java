package io.github.aiotask.direct;

/** Throws any error as it is: a coroutine may raise errors that nobody has declared. */
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
