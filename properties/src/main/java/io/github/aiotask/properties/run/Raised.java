package io.github.aiotask.properties.run;

/** Throws any error as it is. */
final class Raised {

  private Raised() {}

  static RuntimeException as(Throwable error) {
    return Raised.<RuntimeException>raise(error);
  }

  @SuppressWarnings("unchecked") // erased: the cast is never executed, which is the point
  private static <E extends Throwable> E raise(Throwable error) throws E {
    throw (E) error;
  }
}
