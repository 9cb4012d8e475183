package io.github.aiotask.properties.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of faults holds what it says. */
class PlainFaultTest {
  private static final Path ROOT = Path.of(System.getProperty("aiotask.root", ".."));

  @Test
  void everyFaultIsAskedForSomewhere() throws IOException {
    StringBuilder code = new StringBuilder();
    Path here = ROOT.resolve("properties/src/test/java/io/github/aiotask/properties/plain");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(here, "Plain*.java")) {
      for (Path file : files) {
        code.append(Files.readString(file));
      }
    }
    EnumSet<Fault> missing = EnumSet.allOf(Fault.class);
    missing.removeIf(fault -> code.indexOf("is(Fault." + fault + ")") >= 0);
    assertEquals(EnumSet.noneOf(Fault.class), missing);
  }

  @Test
  void everyFaultBreaksRulesThatThereAre() throws IOException {
    String spec = Files.readString(ROOT.resolve("spec/README.md"));
    for (Fault fault : Fault.values()) {
      assertFalse(fault.rules().isEmpty(), fault.name());
      for (String rule : fault.rules()) {
        assertTrue(spec.contains("\n| §" + rule + " |"), fault + " names " + rule);
      }
    }
  }

  @Test
  void noTwoFaultsAreDescribedAlike() {
    Set<String> descriptions = new HashSet<>();
    Arrays.stream(Fault.values()).forEach(fault -> assertTrue(descriptions.add(fault.description()), fault.name()));
  }
}
