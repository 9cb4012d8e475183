package io.github.aiotask.guest;

import io.github.aiotask.Guest.ErrorKind;

/** An exception of the toy language: an object like any other. It has one carrier for life. */
final class ToyException extends Opaque {
  final ToyClass type;
  final Object argument;

  /** What the library asked for; null if the toy program made it. */
  final ErrorKind kind;

  final Object cause;
  final Raised raised = new Raised(this);

  ToyException(ToyClass type, Object argument, ErrorKind kind, Object cause) {
    this.type = type;
    this.argument = argument;
    this.kind = kind;
    this.cause = cause;
  }
}
