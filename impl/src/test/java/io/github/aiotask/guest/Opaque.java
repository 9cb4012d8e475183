package io.github.aiotask.guest;

/** A guest's object: to ask it anything would run the guest's code, which the library must not. */
class Opaque {

  @Override
  public final boolean equals(Object other) {
    throw new AssertionError("equals of a guest's object was called");
  }

  @Override
  public final int hashCode() {
    throw new AssertionError("hashCode of a guest's object was called");
  }

  @Override
  public final String toString() {
    throw new AssertionError("toString of a guest's object was called");
  }
}
