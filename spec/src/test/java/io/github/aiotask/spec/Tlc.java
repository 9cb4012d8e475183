package io.github.aiotask.spec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came of a run of the model checker. */
record Tlc(int exit, String log) {
  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, \\d+ states left");
  private static final Pattern VIOLATED = Pattern.compile("(?:Invariant|[Pp]roperty) (\\w+) is violated");

  /** In a JVM of its own, because TLC's state is static; it leaves files in the temporary folder alone. */
  static Tlc run(ModelRun run, Path temporary) throws Exception {
    File log = temporary.resolve("log").toFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Xmx1g",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                Path.of(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(),
                "tlc2.TLC",
                "-workers",
                "1", // the shortest counterexample
                "-metadir",
                temporary.resolve("states").toString(),
                "-config",
                run.configuration(),
                run.module())
            .directory(ModelRun.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      boolean ended = process.waitFor(run.seconds(), TimeUnit.SECONDS);
      String text = Files.readString(log.toPath());
      if (!ended) {
        throw new IOException(run + " took longer than " + run.seconds() + " s, its budget in models.json:\n" + text);
      }
      return new Tlc(process.exitValue(), text);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Of distinct states; null if the run did not get that far. */
  Integer states() {
    Matcher states = STATES.matcher(log);
    return states.find() ? Integer.valueOf(states.group(1)) : null;
  }

  /** The invariant or property, or null. */
  String violated() {
    Matcher violated = VIOLATED.matcher(log);
    return violated.find() ? violated.group(1) : null;
  }
}
