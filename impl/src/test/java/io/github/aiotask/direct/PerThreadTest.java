package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Java keeps for each thread is each coroutine's own, but for what its carrier says. */
class PerThreadTest {

  @TestFactory
  Stream<DynamicTest> eachCarrierKeepsAllButWhatItSays() {
    return CarrierTest.available()
        .flatMap(
            carrier ->
                PerThreadLook.all().stream()
                    .flatMap(thing -> Stream.of(test(carrier, false, thing), test(carrier, true, thing))));
  }

  private static DynamicTest test(Carrier carrier, boolean hosted, PerThread thing) {
    return DynamicTest.dynamicTest(
        thing + " on " + carrier + (hosted ? ", hosted" : ""),
        () -> assertEquals(!carrier.shared().contains(thing), PerThreadLook.isOwn(carrier, hosted, thing)));
  }

  /** The tests' own JVM has the flags. */
  @Test
  void theFlagsChangeNothing() throws Exception {
    assertEquals(expected(false), OtherJvm.run(PerThreadLook.class));
  }

  private static List<String> expected(boolean scheduled) {
    List<String> lines = new ArrayList<>();
    for (Carrier carrier : Carrier.values()) {
      if (carrier.isAvailable() && carrier != Carrier.CONTINUATION) {
        Set<PerThread> own = EnumSet.copyOf(PerThreadLook.all());
        lines.add(carrier + " " + own);
        lines.add(carrier + " hosted " + own);
      }
    }
    lines.add("scheduled: " + scheduled);
    return lines;
  }
}
