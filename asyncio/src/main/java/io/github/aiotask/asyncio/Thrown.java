package io.github.aiotask.asyncio;

/** Throws any error as it is where only Exceptions are declared: a guest's carrier keeps its identity. */
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
