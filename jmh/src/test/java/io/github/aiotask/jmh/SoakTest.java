package io.github.aiotask.jmh;

import io.github.aiotask.jmh.soak.Soak;
import org.junit.jupiter.api.Test;

/** The soak in small: whatever comes out wrong or is left over makes it fail. */
class SoakTest {
  @Test
  void endsWithNothingLeft() throws Exception {
    Soak.main(new String[] {"1000000", "100000", "1"});
  }
}
