package io.github.aiotask.netty;

/** Throws any error as it is: Netty's futures keep any, and the coroutine that awaits one gets that very object. */
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
