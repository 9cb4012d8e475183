package io.github.aiotask.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.examples.service.load.Load;
import io.github.aiotask.examples.service.peer.PeerMain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load client, against both services. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // of what would never end
class LoadTest {
  private static final List<String> SURE =
      List.of("-Dservice.backend.delay=1", "-Dservice.backend.failures=0", "-Dservice.deadline=3600000", "-Dlog.level=WARN");

  private static OtherJvm.End load(OtherJvm service, String amount) throws Exception {
    return load(String.valueOf(service.address().getPort()), amount);
  }

  private static OtherJvm.End load(String port, String amount) throws Exception {
    try (OtherJvm client = OtherJvm.start(List.of(), Load.class, "5", amount, port)) {
      return client.end();
    }
  }

  private static void assertAllAnswered(OtherJvm.End end) {
    assertEquals(0, end.status(), end.printed()::toString);
    String total = end.printed().get(end.printed().size() - 1);
    assertTrue(total.startsWith("total") && total.endsWith("errors 0  {200=60}"), total);
  }

  @Test
  void countsAnswers() throws Exception {
    try (OtherJvm service = OtherJvm.start(SURE, Main.class, "0")) {
      assertAllAnswered(load(service, "60x"));
    }
  }

  @Test
  void aServiceThatIsNotThereIsAnError() throws Exception {
    OtherJvm.End end = load("1", "60x");
    assertEquals(1, end.status());
    assertTrue(end.printed().get(0).contains("errors 5"), end.printed()::toString);
  }

  @Test
  void thePeerAnswersToo() throws Exception {
    try (OtherJvm service = OtherJvm.start(SURE, PeerMain.class, "0")) {
      if (Runtime.version().feature() >= 21) {
        assertAllAnswered(load(service, "60x"));
      } else {
        OtherJvm.End end = service.end();
        assertEquals(1, end.status());
        assertTrue(end.printed().stream().anyMatch(line -> line.contains("run it on Java 21 or newer")), end.printed()::toString);
      }
    }
  }
}
