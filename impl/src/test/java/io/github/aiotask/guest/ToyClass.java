package io.github.aiotask.guest;

/** The exception classes of the toy language. */
enum ToyClass {
  BASE_EXCEPTION(null),
  EXCEPTION(BASE_EXCEPTION),
  CANCELLED_ERROR(BASE_EXCEPTION),
  KEYBOARD_INTERRUPT(BASE_EXCEPTION),
  STOP_ITERATION(EXCEPTION),
  VALUE_ERROR(EXCEPTION),
  TYPE_ERROR(EXCEPTION),
  RUNTIME_ERROR(EXCEPTION),
  INVALID_STATE_ERROR(RUNTIME_ERROR);

  private final ToyClass base;

  ToyClass(ToyClass base) {
    this.base = base;
  }

  boolean isA(ToyClass other) {
    return this == other || base != null && base.isA(other);
  }

  /** A new exception of this class, in its carrier. */
  Raised raised(Object argument) {
    return new ToyException(this, argument, null, null).raised;
  }
}
