package com.example;

import io.github.aiotask.Guest.ErrorKind;

/** An error: a value like any other. */
final class ToyError extends Value {

  /** The classes of errors. */
  enum Type {
    BASE_EXCEPTION(null),
    EXCEPTION(BASE_EXCEPTION),
    CANCELLED(BASE_EXCEPTION),
    SYSTEM_EXIT(BASE_EXCEPTION),
    STOP_ITERATION(EXCEPTION),
    TYPE_ERROR(EXCEPTION),
    RUNTIME_ERROR(EXCEPTION),
    INVALID_STATE(RUNTIME_ERROR);

    private final Type base;

    Type(Type base) {
      this.base = base;
    }

    boolean isA(Type other) {
      return this == other || base != null && base.isA(other);
    }
  }

  /** What Java throws for it: the one Java exception of the language. */
  static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient ToyError error;

    private Raised(ToyError error) {
      super(null, null, false, false);
      this.error = error;
    }
  }

  final Type type;
  final Value argument;

  /** Of the library's errors, what happened: the language makes its text of it. Null: a program made it. */
  final ErrorKind kind;

  /** One for life: who compares carriers compares errors. */
  final Raised raised = new Raised(this);

  ToyError(Type type, Value argument, ErrorKind kind) {
    this.type = type;
    this.argument = argument;
    this.kind = kind;
  }

  /** What Java has thrown, as an error; a failure of Java's own becomes one. */
  static ToyError of(Throwable thrown) {
    return thrown instanceof Raised carrier ? carrier.error : new ToyError(Type.RUNTIME_ERROR, null, null);
  }
}
