package io.github.aiotask.properties;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.campaign.FaultyProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command line. */
abstract class AbstractCommandTest {
  @TempDir Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Conform.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** With an implementation more: one that has a fault. */
  int runWithFaulty(String... args) {
    return runWith(FaultyProvider.class, args);
  }

  /** With an implementation more. */
  int runWith(Class<? extends TaskRuntimeProvider> provider, String... args) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(FaultyProvider.loader(folder.resolve("services"), provider));
    try {
      return run(args);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  static String[] append(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  void assertPrinted(String... parts) {
    for (String part : parts) {
      assertTrue(out().contains(part), () -> "no \"" + part + "\" in\n" + out() + err());
    }
  }

  /** Exit code 2 and one line that has all the parts; on a slow machine one may have been waited for before. */
  void assertRefused(int code, String... parts) {
    String line = err().lines().filter(one -> !one.startsWith("waiting for the first line of ")).collect(joining("\n"));
    assertAll(
        () -> assertEquals(2, code, line),
        () -> assertEquals(1, line.lines().count(), line),
        () -> assertFalse(line.contains("Exception") || line.contains("\tat "), line));
    for (String part : parts) {
      assertTrue(line.contains(part), line);
    }
  }
}
