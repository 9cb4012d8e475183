package io.github.aiotask.graalpy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/**
 * What tasks cost by the library and by a lean Task in Python, in units of GraalPy's own Task: medians of the ratios of pairs of
 * slices that follow each other, in one process. CPU time of the thread. {@code ../../../benchmark} runs it with and without the
 * compiler.
 */
final class Benchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS = 1e9;

  /** One way to have tasks: a context of its own, with a loop. */
  private record Contender(Value slice, Value loop, Value rows) {
    static Contender of(String loop, boolean installed) throws IOException {
      Context context = PythonContext.open();
      if (installed) {
        AiotaskAsyncio.install(context);
      }
      Value module = PythonContext.module(context, "benchmark");
      Value loops = loop.equals("LeanLoop") ? PythonContext.module(context, "benchmark_lean") : module.getMember("asyncio");
      return new Contender(module.getMember("slice_of"), loops.invokeMember(loop), module.getMember("ROWS"));
    }

    /** Nanoseconds for each operation. */
    double run(int row, int count) {
      long start = THREADS.getCurrentThreadCpuTime();
      long operations = slice.execute(loop, rows.getArrayElement(row), count).asLong();
      return (double) (THREADS.getCurrentThreadCpuTime() - start) / operations;
    }
  }

  private Benchmark() {}

  /**
   * Prints a table.
   *
   * @param arguments seconds to warm up and to measure, for each row
   */
  public static void main(String[] arguments) throws IOException {
    double warmUp = Double.parseDouble(arguments[0]) * NANOS;
    double measured = Double.parseDouble(arguments[1]) * NANOS;
    Contender own = Contender.of("new_event_loop", false);
    List<Contender> others =
        List.of(Contender.of("new_event_loop", true), Contender.of("LeanLoop", false));
    System.out.println("engine: " + Context.create().getEngine().getImplementationName());
    System.out.printf("%-18s %12s %12s %12s%n", "row", "own, ns", "aiotask", "lean");
    for (int row = 0; row < own.rows.getArraySize(); row++) {
      int count = 100;
      List<Double> owns = new ArrayList<>();
      List<List<Double>> ratios = List.of(new ArrayList<>(), new ArrayList<>());
      long start = System.nanoTime();
      while (System.nanoTime() - start < warmUp + measured) {
        boolean warm = System.nanoTime() - start > warmUp;
        long began = System.nanoTime();
        for (int i = 0; i < others.size(); i++) {
          double of = own.run(row, count);
          double ratio = others.get(i).run(row, count) / of;
          if (warm) {
            owns.add(of);
            ratios.get(i).add(ratio);
          }
        }
        if (!warm && System.nanoTime() - began < 0.2 * NANOS) {
          count += 100; // until a round takes a fifth of a second
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%-18s %12.0f %12.2f %12.2f   (%d pairs)%n",
          own.rows.getArrayElement(row).getMember("__name__").asString(),
          median(owns),
          median(ratios.get(0)),
          median(ratios.get(1)),
          ratios.get(0).size());
    }
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
