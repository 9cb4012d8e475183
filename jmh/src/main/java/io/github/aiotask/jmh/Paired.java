package io.github.aiotask.jmh;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import joptsimple.ArgumentAcceptingOptionSpec;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Compares variants to the floor in one JVM, where forks on a shared machine could not rank differences of 20 %. Each variant
 * has a class loader of its own, so that the JIT's profiles do not mix. It runs in pairs of short slices of the thread's CPU
 * time, floor and variant, now the one first and now the other; what is shown is the median of the pairs' ratios. Variants of
 * several classes have a floor of several classes. A floor as a variant is that floor in a second loader: by how much it
 * differs from 1 is the error of the method.
 *
 * <pre>
 * java -cp jmh/target/benchmarks.jar io.github.aiotask.jmh.Paired
 *     [--pairs N] [--seconds S] [--json FILE] [--against JAR] [variant...]
 * </pre>
 */
public final class Paired {
  private static final int WARM_UP_SLICES = 20;
  private static final long CHECK_NANOS = 1_000_000; // how often a slice looks at the clock, about
  private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private record Candidate(String name, Variant variant) {}

  private record Slice(double nanos, double bytes) {}

  private record Result(
      String name, String floor, double nanos, double bytes, double low, double median, double high) {
    String row() {
      return format("%-28s %9.2f %9.3f [%.3f, %.3f] of %-11s %9.3f", name, nanos, median, low, high, floor, bytes);
    }

    String json() {
      return format(
          "{\"name\": \"%s\", \"floor\": \"%s\", \"nanos\": %.3f,"
              + " \"ratio\": {\"q1\": %.4f, \"median\": %.4f, \"q3\": %.4f}, \"bytes\": %.3f}",
          name, floor, nanos, low, median, high, bytes);
    }
  }

  /** Sees the platform, {@link Variant}, and its own copy of everything else. */
  private static final class VariantLoader extends URLClassLoader {
    VariantLoader(URL[] path) {
      super(path, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.equals(Variant.class.getName()) ? Variant.class : super.findClass(name);
    }
  }

  private final int pairs;
  private final long sliceNanos;
  private final List<Result> results = new ArrayList<>();
  private volatile long sink; // so that no work is dead

  private Paired(int pairs, long sliceNanos) {
    this.pairs = pairs;
    this.sliceNanos = sliceNanos;
  }

  /**
   * Runs it.
   *
   * @param args see above
   * @throws Exception if a variant fails
   */
  public static void main(String[] args) throws Exception {
    OptionParser parser = new OptionParser();
    ArgumentAcceptingOptionSpec<Integer> pairs =
        parser.accepts("pairs", "pairs of slices for each variant").withRequiredArg().ofType(Integer.class).defaultsTo(41);
    ArgumentAcceptingOptionSpec<Double> seconds =
        parser
            .accepts("seconds", "CPU time to measure for each variant, half of it the floor's")
            .withRequiredArg()
            .ofType(Double.class)
            .defaultsTo(4.1);
    ArgumentAcceptingOptionSpec<File> json =
        parser.accepts("json", "file to write the results to").withRequiredArg().ofType(File.class);
    ArgumentAcceptingOptionSpec<File> against =
        parser.accepts("against", "another benchmarks.jar to measure in the same run").withRequiredArg().ofType(File.class);
    OptionSpec<Void> help = parser.accepts("help", "prints this").forHelp();
    OptionSpec<String> names = parser.nonOptions("variants to measure; none: all of " + Variants.names());
    OptionSet options;
    try {
      options = parser.parse(args);
      if (options.valueOf(pairs) < 1 || !(options.valueOf(seconds) > 0)) {
        throw new IllegalArgumentException("--pairs and --seconds must be above 0");
      }
    } catch (OptionException | IllegalArgumentException error) {
      System.err.println(error.getMessage());
      parser.printHelpOn(System.err);
      System.exit(2);
      return;
    }
    if (options.has(help)) {
      parser.printHelpOn(System.out);
      return;
    }
    if (!THREADS.isCurrentThreadCpuTimeSupported() || !THREADS.isThreadAllocatedMemorySupported()) {
      throw new IllegalStateException("this JVM does not count a thread's CPU time and allocated bytes");
    }
    List<String> wanted = new ArrayList<>(options.valuesOf(names));
    if (wanted.isEmpty()) {
      Variants.names().forEach(wanted::add);
    }
    long sliceNanos = (long) (options.valueOf(seconds) * 1e9 / 2 / options.valueOf(pairs));
    Paired paired = new Paired(options.valueOf(pairs), sliceNanos);
    paired.printHead();
    for (String name : wanted) {
      List<Candidate> candidates = new ArrayList<>();
      candidates.add(new Candidate(name, load(name, ownPath())));
      if (options.has(against)) {
        URL[] other = {options.valueOf(against).toURI().toURL()};
        candidates.add(new Candidate(name + "-against", load(name, other)));
      }
      paired.measure(candidates, load(Variants.floorOf(name), ownPath()), Variants.floorOf(name));
    }
    if (options.has(json)) {
      Files.writeString(options.valueOf(json).toPath(), paired.json());
    }
  }

  private static URL[] ownPath() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException error) {
        throw new UncheckedIOException(error);
      }
    }
    return urls.toArray(new URL[0]);
  }

  /** The loader stays open as long as the variant lives: to the end. */
  @SuppressWarnings("resource") // it stays open as long as the variant lives
  private static Variant load(String name, URL[] path) throws ReflectiveOperationException {
    VariantLoader loader = new VariantLoader(path);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // TaskRuntime.load() looks there
    try {
      Class<?> variants = Class.forName(Variants.class.getName(), true, loader);
      return (Variant) variants.getMethod("create", String.class).invoke(null, name);
    } catch (InvocationTargetException failure) {
      throw new IllegalArgumentException("cannot create the variant " + name + ": " + failure.getCause(), failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void printHead() {
    System.out.println(format("%s, %s, %d pairs of %.1f ms", jvm(), collectors(), pairs, sliceNanos / 1e6));
    System.out.println("variant                          ns/op     ratio [quartiles] of floor            bytes/op");
  }

  /** Measures candidates that are to be compared with each other, beside a fresh floor that no collection has moved yet. */
  private void measure(List<Candidate> candidates, Variant floor, String floorName) throws Exception {
    for (int i = 0; i < WARM_UP_SLICES; i++) {
      slice(floor);
      for (Candidate one : candidates) {
        slice(one.variant);
      }
    }
    int count = candidates.size();
    double[][] ratios = new double[count][pairs];
    double[][] nanos = new double[count][pairs];
    double[][] bytes = new double[count][pairs];
    for (int pair = 0; pair < pairs; pair++) {
      for (int i = 0; i < count; i++) { // in turn: what drifts drifts for all
        Variant variant = candidates.get(i).variant;
        boolean floorFirst = pair % 2 == 0;
        Slice first = slice(floorFirst ? floor : variant);
        Slice second = slice(floorFirst ? variant : floor);
        Slice ofFloor = floorFirst ? first : second;
        Slice ofVariant = floorFirst ? second : first;
        ratios[i][pair] = ofVariant.nanos / ofFloor.nanos;
        nanos[i][pair] = ofVariant.nanos;
        bytes[i][pair] = ofVariant.bytes;
      }
    }
    for (int i = 0; i < count; i++) {
      Result result =
          new Result(
              candidates.get(i).name,
              floorName,
              percentile(nanos[i], 50),
              percentile(bytes[i], 50),
              percentile(ratios[i], 25),
              percentile(ratios[i], 50),
              percentile(ratios[i], 75));
      System.out.println(result.row());
      results.add(result);
    }
  }

  private Slice slice(Variant variant) throws Exception {
    long sum = 0;
    long runs = 0;
    long each = 1;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    long used = 0;
    while (used < sliceNanos) {
      for (long i = 0; i < each; i++) {
        sum += variant.run();
      }
      runs += each;
      used = THREADS.getCurrentThreadCpuTime() - start;
      each = Math.max(1, runs * Math.min(CHECK_NANOS, sliceNanos - used) / Math.max(1, used));
    }
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    sink = sum;
    double operations = (double) runs * variant.operations();
    return new Slice(used / operations, bytes / operations);
  }

  private static double percentile(double[] values, double rank) {
    return new ListStatistics(values).getPercentile(rank);
  }

  private String json() {
    return format(
        "{\n  \"jvm\": \"%s\",\n  \"collectors\": \"%s\",\n  \"pairs\": %d,\n  \"sliceNanos\": %d,\n"
            + "  \"variants\": [\n    %s\n  ]\n}\n",
        jvm(),
        collectors(),
        pairs,
        sliceNanos,
        results.stream().map(Result::json).collect(Collectors.joining(",\n    ")));
  }

  private static String jvm() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(MemoryManagerMXBean::getName)
        .collect(Collectors.joining(", "));
  }

  private static String format(String text, @Nullable Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
