package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Direct style needs the public api and no implementation of it. */
class PublicApiTest {

  @Test
  void noClassKnowsTheImplementation() throws Exception {
    Path classes = Path.of(Direct.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> knowing = new ArrayList<>();
    int looked = 0;
    try (Stream<Path> files = Files.list(classes.resolve("io/github/aiotask/direct"))) {
      for (Path file : files.toList()) {
        looked++;
        // Constants of a class file are plain text where they are ASCII.
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("io/github/aiotask/impl/")) {
          knowing.add(file.getFileName().toString());
        }
      }
    }
    assertTrue(looked > 5, "only " + looked);
    assertEquals(List.of(), knowing);
  }
}
