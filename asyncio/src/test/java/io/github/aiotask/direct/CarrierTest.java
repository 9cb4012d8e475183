package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which carriers there are, and which is chosen. */
class CarrierTest {
  private static final int JAVA = Runtime.version().feature();

  static Stream<Carrier> available() {
    return Stream.of(Carrier.values()).filter(Carrier::isAvailable);
  }

  static Stream<Carrier> threads() {
    return available().filter(carrier -> carrier != Carrier.CONTINUATION);
  }

  @Test
  void threadsAreChosenAndKeepWhatIsPerThread() {
    assertEquals(JAVA >= 24 ? Carrier.VIRTUAL_THREAD : Carrier.PLATFORM_THREAD, Carrier.best());
    assertTrue(Carrier.best().isAvailable());
    assertEquals(EnumSet.noneOf(PerThread.class), Carrier.best().shared());
  }

  @Test
  void platformThreadsAreAlwaysThere() {
    assertTrue(Carrier.PLATFORM_THREAD.isAvailable());
    assertEquals("", Carrier.PLATFORM_THREAD.reason());
  }

  @Test
  void whatIsNotThereSaysWhy() {
    assertEquals(JAVA >= 21, Carrier.VIRTUAL_THREAD.isAvailable());
    for (Carrier carrier : Carrier.values()) {
      assertEquals(carrier.isAvailable(), carrier.reason().isEmpty());
    }
    if (JAVA < 21) {
      assertTrue(Carrier.VIRTUAL_THREAD.reason().contains("from 21 on"), Carrier.VIRTUAL_THREAD.reason());
      assertTrue(Carrier.CONTINUATION.reason().contains("from 21 on"), Carrier.CONTINUATION.reason());
    }
  }

  /** Asks twice, and creates a coroutine on what there is. */
  static final class Program {
    public static void main(String[] args) throws Exception {
      System.out.println(Carrier.best() + " " + Direct.coroutine(() -> 1));
      try {
        System.out.println(Direct.coroutine(Carrier.CONTINUATION, () -> 1));
      } catch (UnsupportedOperationException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** The build's own JVM has them. */
  @Test
  void withoutAFlagNothingIsToldButWhereItIsMissed() throws Exception {
    List<String> printed = OtherJvm.run(Program.class);
    assertEquals(2, printed.size(), printed::toString);
    assertEquals(Carrier.best() + " <coroutine in direct style on " + Carrier.best() + ">", printed.get(0));
    String flag = "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED";
    assertEquals(JAVA >= 21, printed.get(1).contains("to have continuations add " + flag), printed::toString);
    if (JAVA >= 21) {
      String made = OtherJvm.run(Program.class, flag.split(" ")).get(1);
      assertEquals("<coroutine in direct style on CONTINUATION>", made);
    }
  }

  @Test
  void theFlagOfTheSchedulerIsTheOneThatIsTold() throws Exception {
    assertFalse(JAVA >= 24 && OtherJvm.run(Scheduled.class).contains("true"));
    assertEquals(JAVA >= 24, OtherJvm.run(Scheduled.class, VirtualThreads.flag().split(" ")).contains("true"));
  }

  /** Whether the loop schedules its threads itself. */
  static final class Scheduled {
    public static void main(String[] args) {
      System.out.println(VirtualThreads.canBeScheduled());
    }
  }
}
