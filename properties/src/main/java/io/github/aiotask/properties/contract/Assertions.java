package io.github.aiotask.properties.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What examples assert. Whoever runs a contract gets jqwik from it, and no second engine that has to fit to his own. */
final class Assertions {
  private Assertions() {}

  /** Code that is expected to fail. */
  interface Body {
    void run() throws Throwable;
  }

  static void assertTrue(boolean holds) {
    assertEquals(true, holds);
  }

  static void assertEquals(@Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected " + expected + " but was " + actual);
    }
  }

  static void assertSame(@Nullable Object expected, @Nullable Object actual) {
    if (expected != actual) {
      throw new AssertionError("expected the very " + expected + " but was " + actual);
    }
  }

  static void assertNull(@Nullable Object actual) {
    assertSame(null, actual);
  }

  static void assertNotNull(@Nullable Object actual) {
    if (actual == null) {
      throw new AssertionError("expected something but was null");
    }
  }

  static <T extends Throwable> T assertThrows(Class<T> expected, Body body) {
    try {
      body.run();
    } catch (Throwable raised) {
      if (expected.isInstance(raised)) {
        return expected.cast(raised);
      }
      throw new AssertionError("expected a " + expected.getName() + " but was raised " + raised, raised);
    }
    throw new AssertionError("expected a " + expected.getName() + " but nothing was raised");
  }
}
