package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The functions and direct style work with any implementation: no class of theirs names one, not even in a string. */
class ApiOnlyTest {
  @Test
  void theImplementationIsNotNamed() throws Exception {
    Path classes = Path.of(Asyncio.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> files;
    try (Stream<Path> found = Files.walk(classes.resolve("io/github/aiotask"))) {
      files = found.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertTrue(files.size() > 50, files::toString);
    assertEquals(List.of(), files.stream().filter(file -> text(file).contains("io/github/aiotask/impl")).toList());
    assertEquals(List.of(), files.stream().filter(file -> text(file).contains("io.github.aiotask.impl")).toList());
  }

  /** A class file names other classes in plain letters. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException error) {
      throw new AssertionError(error);
    }
  }
}
