package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An OutOfMemoryError half-way: each call is made once at most, and a run after it goes on (§8.32). */
class OutOfMemoryTest {
  private static final int CALLS = 100_000;

  /** Enough for a ready queue of some of them. */
  private static final int ROOM = 200_000;

  /** How the calls come to the ready queue. */
  enum Way {
    /** From other threads. */
    MAIL,
    /** As timers. */
    TIMERS,
    /** As callbacks of a future. */
    CALLBACKS,
    /** As the one callback of each of many futures, which are completed again if that has failed. */
    FUTURES
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void eachCallIsMadeOnce(Way way) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                way.name())
            .redirectError(Redirect.INHERIT)
            .start();
    try (InputStream output = child.getInputStream()) {
      assertEquals("an OutOfMemoryError, then all once", new String(output.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
    assertEquals(0, child.waitFor());
  }

  /** A JVM with little memory. */
  static final class Child {
    private static final int[] made = new int[CALLS];

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      RunnableLoop loop = TaskRuntime.load().newVirtualLoop();
      Future<Object> future = loop.createFuture();
      List<Future<Object>> futures = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        int number = i;
        switch (Way.valueOf(arguments[0])) {
          case MAIL -> loop.callSoonThreadsafe(() -> made[number]++);
          case TIMERS -> loop.callAt(0, none -> made[number]++, null, null);
          case CALLBACKS -> future.addDoneCallback(done -> made[number]++);
          case FUTURES -> {
            Future<Object> one = loop.createFuture();
            one.addDoneCallback(done -> made[number]++);
            futures.add(one);
          }
        }
      }
      boolean failed = false;
      List<byte[]> room = new ArrayList<>(List.of(new byte[ROOM]));
      List<byte[]> fill = fill();
      room.clear(); // it begins, and fails half-way
      try {
        if (Way.valueOf(arguments[0]) == Way.CALLBACKS) {
          future.setResult("first");
        }
        for (Future<Object> one : futures) {
          one.setResult("first");
        }
        loop.runOnce();
      } catch (OutOfMemoryError error) {
        failed = true;
      }
      fill.clear();
      if (!future.isDone()) {
        future.setResult("second");
      }
      for (Future<Object> one : futures) {
        if (!one.isDone()) {
          one.setResult("second");
        }
      }
      do {
        loop.runOnce();
      } while (loop.readyCount() > 0);
      boolean once = Arrays.stream(made).allMatch(count -> count == 1);
      System.out.println((failed ? "an OutOfMemoryError" : "no error") + ", then " + (once ? "all once" : "not all once"));
    }

    /** All the memory that there is, but for some crumbs. */
    private static List<byte[]> fill() {
      List<byte[]> fill = new ArrayList<>(1_000_000);
      for (int size = 1 << 20; size >= 1 << 10; size /= 2) {
        try {
          while (true) {
            fill.add(new byte[size]);
          }
        } catch (OutOfMemoryError full) { // as it was wanted
          continue;
        }
      }
      return fill;
    }
  }
}
