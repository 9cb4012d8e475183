package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which carriers there are. The tests run with the flag. */
class CarrierTest {
  private static final boolean NEW = Runtime.version().feature() >= 21;

  static Stream<Carrier> available() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  @Test
  void continuationsAreThereFromJava21() {
    assertEquals(NEW, Carrier.CONTINUATION.isAvailable(), Carrier.CONTINUATION.reason());
    assertEquals(NEW ? Carrier.CONTINUATION : Carrier.THREAD, Carrier.best());
  }

  @Test
  void whatIsNotThereSaysWhy() {
    String reason = Carrier.CONTINUATION.reason();
    assertEquals(NEW, reason.isEmpty());
    assertTrue(NEW || reason.contains("from 21 on"), reason);
  }

  @Test
  void threadsAreAlwaysThere() {
    assertTrue(Carrier.THREAD.isAvailable());
    assertEquals("", Carrier.THREAD.reason());
  }
}
