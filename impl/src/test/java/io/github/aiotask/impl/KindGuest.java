package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.aiotask.Guest;
import org.junit.jupiter.api.function.Executable;

/** A guest whose errors tell their kind, and which has all kinds of errors. */
class KindGuest implements Guest {

  /** An error of the library's. */
  static final class KindError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final ErrorKind kind;

    KindError(ErrorKind kind, Object subject, Object value) {
      super(kind + " " + subject + " " + value);
      this.kind = kind;
    }
  }

  /** An EXIT. */
  static final class Exit extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A BASE_EXCEPTION. */
  static final class Base extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public ExceptionKind kindOf(Throwable error) {
    if (error instanceof Exit) {
      return ExceptionKind.EXIT;
    }
    return error instanceof Base ? ExceptionKind.BASE_EXCEPTION : Guest.super.kindOf(error);
  }

  @Override
  public Throwable newError(ErrorKind kind, Object subject, Object value) {
    return new KindError(kind, subject, value);
  }

  static void assertRaises(ErrorKind kind, Executable body) {
    assertEquals(kind, assertThrows(KindError.class, body).kind);
  }
}
