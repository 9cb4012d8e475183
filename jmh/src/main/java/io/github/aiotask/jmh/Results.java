package io.github.aiotask.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@link Paired} writes: where, when and of what, and the rows.
 *
 * @param date when, UTC
 * @param commit of the checkout that the program was started in, {@code -dirty} if it had changes; null outside of one
 * @param machine processor and number of processors that the JVM saw
 * @param jdk the JVM
 * @param java its feature version
 * @param collectors its garbage collectors
 * @param python the CPython that was compared, or null
 * @param launches how many JVMs
 * @param pairs of slices in each
 * @param sliceNanos CPU time of a slice
 * @param rows what came of it
 */
record Results(
    String date,
    @Nullable String commit,
    String machine,
    String jdk,
    int java,
    String collectors,
    @Nullable String python,
    int launches,
    int pairs,
    long sliceNanos,
    List<Row> rows) {

  static Results of(@Nullable String python, int launches, int pairs, long sliceNanos, List<Row> rows) {
    return new Results(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        checkedOut(),
        processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        Runtime.version().feature(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(MemoryManagerMXBean::getName)
            .collect(Collectors.joining(", ")),
        python,
        launches,
        pairs,
        sliceNanos,
        rows);
  }

  Map<String, Row> byKey() {
    Map<String, Row> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    return byKey;
  }

  /** With the rows of another run on the same JDK; what else it says stays. */
  Results with(Results other) {
    List<Row> both = new ArrayList<>(rows);
    both.addAll(other.rows);
    return new Results(date, commit, machine, jdk, java, collectors, python, launches, pairs, sliceNanos, both);
  }

  static Results read(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), Results.class);
  }

  void write(Path file) throws IOException {
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }

  private static @Nullable String checkedOut() {
    try {
      return Outside.run(List.of("git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty")).strip();
    } catch (IOException noCheckout) {
      return null;
    }
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException otherSystem) {
      return System.getProperty("os.arch");
    }
  }
}
