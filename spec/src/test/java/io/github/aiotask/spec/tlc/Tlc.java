package io.github.aiotask.spec.tlc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came of a run of the model checker: its exit code, and what it has printed. */
public record Tlc(int exit, String log) {
  /** What {@link #exit} says. */
  public static final int PASSED = 0;

  private static final long PATIENCE_HOURS = 2; // ends what hangs, and nothing that is slow
  private static final Pattern STATES = Pattern.compile("(?m)^\\d+ states generated, (\\d+) distinct states found");
  private static final Pattern DEPTH = Pattern.compile("depth of the complete state graph search is (\\d+)");
  private static final Pattern VIOLATED = Pattern.compile("(?:Invariant|[Pp]roperty) (\\w+) is violated");

  /**
   * Checks a model.
   *
   * @param folder for its files: a new one
   * @param options of TLC, besides
   */
  public static Tlc run(Model model, Path folder, String... options) throws Exception {
    return run(model.name(), model.module(), model.configuration(), folder, options);
  }

  /**
   * In a JVM of its own, because TLC's state is static.
   *
   * @param folder where it leaves its files, and where modules may be beside those of {@link Model#folder()}
   */
  public static Tlc run(String name, String module, String configuration, Path folder, String... options)
      throws Exception {
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Model.folder(), "*.tla")) {
      for (Path one : modules) {
        Files.copy(one, folder.resolve(one.getFileName()));
      }
    }
    Files.writeString(folder.resolve(module + ".cfg"), configuration);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Most are over before the second compiler or a second thread of the collector would have paid.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g", "-Djava.io.tmpdir=" + folder));
    command.addAll(
        List.of("-cp", Path.of(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString()));
    command.addAll(List.of("tlc2.TLC", "-workers", "1")); // one: the shortest counterexample
    command.addAll(List.of("-metadir", folder.resolve("states").toString()));
    command.addAll(List.of(options));
    command.add(module);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(PATIENCE_HOURS, TimeUnit.HOURS);
      String text = Files.readString(log);
      if (!ended) {
        throw new IOException(name + " took longer than " + PATIENCE_HOURS + " hours:\n" + text);
      }
      return new Tlc(process.exitValue(), text);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Of distinct states; null if the run did not get that far. */
  Integer states() {
    return number(STATES);
  }

  /** Of the search; null if the run did not get that far. */
  Integer depth() {
    return number(DEPTH);
  }

  private Integer number(Pattern pattern) {
    Matcher matcher = pattern.matcher(log);
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  /** Whether it is liveness that is violated: TLC does not say by its name which. */
  boolean isViolatedAtLast() {
    return log.contains("Temporal properties were violated");
  }

  /** The invariant or action property, or null. */
  public String violated() {
    Matcher violated = VIOLATED.matcher(log);
    return violated.find() ? violated.group(1) : null;
  }
}
