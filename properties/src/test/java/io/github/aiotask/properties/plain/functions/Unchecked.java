package io.github.aiotask.properties.plain.functions;

/** Throws any error as it is. */
final class Unchecked {

  private Unchecked() {}

  static RuntimeException as(Throwable error) {
    return Unchecked.<RuntimeException>raise(error);
  }

  @SuppressWarnings("unchecked") // erased: the cast is never executed, which is the point
  private static <E extends Throwable> E raise(Throwable error) throws E {
    throw (E) error;
  }
}
