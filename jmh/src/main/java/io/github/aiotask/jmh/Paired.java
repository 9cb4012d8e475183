package io.github.aiotask.jmh;

import io.github.aiotask.jmh.Target.Pair;
import io.github.aiotask.jmh.Target.Verdict;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import joptsimple.ArgumentAcceptingOptionSpec;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares variants to a base in one JVM, where forks on a shared machine could not rank differences of 20 %. Each variant has a
 * class loader of its own, and runs in turn with its base in short slices of the thread's CPU time; what is shown is the median
 * of the pairs' ratios and its quartiles. As the JIT does not do the same twice, several launches are better than long ones: their
 * medians are shown then, between the least and the greatest. A floor as a variant is that floor in a second loader: by how
 * much it differs from 1 is the error of the method.
 *
 * <pre>
 * java -cp jmh/target/benchmarks.jar io.github.aiotask.jmh.Paired
 *     [--launches N] [--pairs N] [--seconds S] [--json FILE] [--check] [--against JAR] [--cpython COMMAND]
 *     [variant[:base]...]
 * </pre>
 */
public final class Paired {
  private static final int CHECK_FAILED = 1;
  private static final int USAGE = 2;

  private final OptionParser parser = new OptionParser();
  private final ArgumentAcceptingOptionSpec<Integer> launches =
      parser.accepts("launches", "JVMs to start, one after the other").withRequiredArg().ofType(Integer.class).defaultsTo(1);
  private final ArgumentAcceptingOptionSpec<Integer> pairs =
      parser.accepts("pairs", "pairs of slices for each variant").withRequiredArg().ofType(Integer.class).defaultsTo(41);
  private final ArgumentAcceptingOptionSpec<Double> seconds =
      parser
          .accepts("seconds", "CPU time to measure for each variant, half of it the base's")
          .withRequiredArg()
          .ofType(Double.class)
          .defaultsTo(4.1);
  private final ArgumentAcceptingOptionSpec<File> json =
      parser.accepts("json", "file to write the results to").withRequiredArg().ofType(File.class);
  private final ArgumentAcceptingOptionSpec<File> against =
      parser.accepts("against", "another benchmarks.jar, whose variant is the base").withRequiredArg().ofType(File.class);
  private final ArgumentAcceptingOptionSpec<String> python =
      parser.accepts("cpython", "a CPython to compare with, if there are launches").withRequiredArg().defaultsTo("python3");
  private final OptionSpec<Void> check =
      parser.accepts("check", "compares with the targets; exit code 1 if one is not reached, or not measured");
  private final OptionSpec<Void> help = parser.accepts("help", "prints this").forHelp();
  private final OptionSpec<String> names =
      parser.nonOptions("what to measure, variant or variant:base; nothing: all of " + Variants.names() + ", and the targets");

  private Paired() {}

  /**
   * Runs it.
   *
   * @param args see above
   * @throws Exception if a variant fails
   */
  public static void main(String[] args) throws Exception {
    System.exit(new Paired().run(args));
  }

  private int run(String[] args) throws Exception {
    OptionSet options;
    Set<Pair> wanted;
    try {
      options = parser.parse(args);
      if (options.valueOf(launches) < 1 || options.valueOf(pairs) < 1 || !(options.valueOf(seconds) > 0)) {
        throw new IllegalArgumentException("--launches, --pairs and --seconds must be above 0");
      }
      wanted = wanted(options.valuesOf(names));
    } catch (OptionException | IllegalArgumentException error) {
      System.err.println(error.getMessage());
      parser.printHelpOn(System.err);
      return USAGE;
    }
    if (options.has(help)) {
      parser.printHelpOn(System.out);
      return 0;
    }
    if (!Sampler.isPossible()) {
      throw new IllegalStateException("this JVM does not count a thread's CPU time and allocated bytes");
    }
    Results results = options.valueOf(launches) == 1 ? measure(options, wanted) : launch(options, wanted);
    if (options.has(json)) {
      results.write(options.valueOf(json).toPath());
    }
    return options.has(check) && !reachesAll(results) ? CHECK_FAILED : 0;
  }

  private static Set<Pair> wanted(List<String> names) {
    Set<Pair> wanted = new LinkedHashSet<>();
    if (names.isEmpty()) {
      Variants.names().forEach(name -> wanted.add(new Pair(name, Variants.floorOf(name))));
      wanted.addAll(Variants.COMPARISONS);
      for (Target target : Target.all()) {
        wanted.add(target.pair());
        if (target.from() != null) {
          wanted.add(target.from());
        }
      }
      wanted.removeIf(pair -> !Variants.has(pair.variant()) || !Variants.has(pair.base())); // peers that are not there
    }
    for (String name : names) {
      String[] both = name.split(":", 2);
      wanted.add(new Pair(both[0], both.length == 2 ? both[1] : Variants.floorOf(both[0])));
    }
    return wanted;
  }

  private Results measure(OptionSet options, Set<Pair> wanted) throws Exception {
    long sliceNanos = (long) (options.valueOf(seconds) * 1e9 / 2 / options.valueOf(pairs));
    Sampler sampler = new Sampler(options.valueOf(pairs), sliceNanos);
    System.out.println("variant                      ns/op     ratio [spread] of base                                bytes/op");
    List<Row> rows = new ArrayList<>();
    for (Pair pair : wanted) {
      Variant variant = VariantLoader.load(pair.variant());
      Variant base = VariantLoader.load(pair.base()); // a fresh one, that no collection has moved
      String baseName = pair.base();
      if (options.has(against)) {
        base = VariantLoader.load(pair.variant(), new URL[] {options.valueOf(against).toURI().toURL()});
        baseName = pair.variant() + "-against";
      }
      Row row = sampler.compare(pair.variant(), variant, baseName, base);
      System.out.println(row.text());
      rows.add(row);
    }
    return Results.of(null, 1, options.valueOf(pairs), sliceNanos, rows);
  }

  /** In JVMs like this one. */
  private Results launch(OptionSet options, Set<Pair> wanted) throws IOException {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    long sliceNanos = 0;
    for (int i = 0; i < options.valueOf(launches); i++) {
      Path file = Files.createTempFile("launch", ".json");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Paired.class.getName()));
      command.addAll(List.of("--json", file.toString(), "--pairs", "" + options.valueOf(pairs)));
      command.addAll(List.of("--seconds", "" + options.valueOf(seconds)));
      if (options.has(against)) {
        command.addAll(List.of("--against", options.valueOf(against).toString()));
      }
      wanted.forEach(pair -> command.add(pair.key()));
      System.out.println("launch " + (i + 1));
      System.out.print(Outside.run(command));
      Results one = Results.read(file);
      Files.delete(file);
      sliceNanos = one.sliceNanos();
      one.rows().forEach(row -> rows.computeIfAbsent(row.key(), any -> new ArrayList<>()).add(row));
    }
    List<Row> all = new ArrayList<>(rows.values().stream().map(Row::ofLaunches).toList());
    System.out.println("all launches");
    all.forEach(row -> System.out.println(row.text()));
    return Results.of(withPython(options.valueOf(python), all), options.valueOf(launches), options.valueOf(pairs), sliceNanos, all);
  }

  /** Adds what a CPython does, if there is one; its build. */
  private static @Nullable String withPython(String command, List<Row> rows) {
    try {
      PythonPeer python = PythonPeer.run(command);
      List<Row> compared = python.compare(rows);
      compared.forEach(row -> System.out.println(row.text()));
      rows.addAll(compared);
      return python.build();
    } catch (IOException none) {
      System.out.println("no CPython to compare with: " + none.getMessage());
      return null;
    }
  }

  private static boolean reachesAll(Results results) {
    Map<String, Row> rows = results.byKey();
    boolean all = true;
    for (Target target : Target.all()) {
      double value = target.value(rows);
      Verdict verdict = target.verdict(value, results.java());
      System.out.println(target.text(value, verdict));
      all &= verdict.isGood();
    }
    return all;
  }
}
