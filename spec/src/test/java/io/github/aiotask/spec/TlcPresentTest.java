package io.github.aiotask.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model checker is there, and the tests know the checkout. */
class TlcPresentTest {
  @Test
  void knowsTheRoot() {
    assertTrue(Files.isRegularFile(Path.of(System.getProperty("aiotask.root"), "pom.xml")));
  }

  @Tag("models")
  @Test
  void tlcRuns(@TempDir Path dir) throws Exception {
    Files.writeString(
        dir.resolve("Tiny.tla"),
        """
        ---- MODULE Tiny ----
        VARIABLE x
        Init == x \\in {0, 1}
        Next == x' \\in {0, 1}
        ====
        """);
    Files.writeString(dir.resolve("Tiny.cfg"), "INIT Init\nNEXT Next\n");
    Process tlc =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Djava.io.tmpdir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                "tlc2.TLC",
                "-metadir",
                dir.resolve("states").toString(),
                "Tiny")
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log").toFile())
            .start();
    assertEquals(0, tlc.waitFor(), () -> read(dir.resolve("log")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
