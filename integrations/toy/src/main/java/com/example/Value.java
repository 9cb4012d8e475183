package com.example;

/** What programs handle. Java must not ask a value anything: its {@code ==} and its text are the language's own. */
abstract class Value {

  @Override
  public final boolean equals(Object other) {
    throw new AssertionError("equals of a value was called");
  }

  @Override
  public final int hashCode() {
    throw new AssertionError("hashCode of a value was called");
  }

  @Override
  public final String toString() {
    throw new AssertionError("toString of a value was called");
  }
}
