package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Direct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a task in direct style that waits for a future keeps: what the heap, and the process, have grown by when so many wait.
 * Prints a row of a table; start a JVM for each kind, with a fixed heap, or the process grows by what nobody keeps.
 *
 * <pre>
 * java -Xms1g -Xmx1g -XX:+AlwaysPreTouch -cp jmh/target/benchmarks.jar io.github.aiotask.jmh.Suspended KIND COROUTINES
 * </pre>
 */
public final class Suspended {
  private static final int WARM_UP = 1000;

  /** A task by hand, for comparison. */
  private static final String BY_HAND = "by-hand";

  private Suspended() {}

  /**
   * Runs it.
   *
   * @param args a {@link DirectKind} or {@code by-hand}, and how many
   * @throws Exception if they do not all wait
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Suspended KIND COROUTINES, as in: Suspended virtual 100000");
    }
    int count = Integer.parseInt(args[1]);
    if (args[0].equals(BY_HAND)) {
      measure(args[0], count);
    } else {
      DirectKind.valueOf(args[0].toUpperCase(Locale.ROOT)).runLoop(() -> measure(args[0], count));
    }
    System.exit(0); // some wait for ever
  }

  private static long measure(String kind, int count) throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    RunnableLoop loop = runtime.newLoop();
    List<Object> kept = new ArrayList<>(start(loop, kind, WARM_UP));
    long heap = heap();
    long resident = resident();
    kept.addAll(start(loop, kind, count));
    double heapEach = (heap() - heap) / (double) count;
    double residentEach = (resident() - resident) / (double) count;
    int waiting = runtime.registry().allTasks(loop).size();
    if (waiting != count + WARM_UP) {
      throw new IllegalStateException(waiting + " of " + (count + WARM_UP) + " wait");
    }
    System.out.printf(
        Locale.ROOT, "| %s | %d | %d | %,.0f | %,.0f |%n", kind, Runtime.version().feature(), count, heapEach, residentEach);
    return kept.size();
  }

  private static List<Object> start(RunnableLoop loop, String kind, int count) throws InterruptedException {
    List<Object> kept = new ArrayList<>(2 * count);
    for (int i = 0; i < count; i++) {
      Future<Long> future = loop.createFuture();
      kept.add(future);
      kept.add(loop.createTask(kind.equals(BY_HAND) ? new Waiting(future) : direct(kind, future)));
    }
    loop.runOnce();
    return kept;
  }

  private static Coroutine<Long> direct(String kind, Future<Long> future) {
    return Direct.coroutine(DirectKind.valueOf(kind.toUpperCase(Locale.ROOT)).carrier(), () -> Direct.await(future));
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Bytes of the process in memory; Linux only. */
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}
