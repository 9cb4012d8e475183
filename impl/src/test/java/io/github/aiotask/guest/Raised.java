package io.github.aiotask.guest;

/** Carries a toy exception through Java; it has no stack, and no toy code is behind it but what it carries. */
final class Raised extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final transient ToyException exception;

  Raised(ToyException exception) {
    super(null, null, false, false);
    this.exception = exception;
  }

  @Override
  public String toString() {
    return "Raised " + exception.type + (exception.kind == null ? "" : " " + exception.kind);
  }
}
