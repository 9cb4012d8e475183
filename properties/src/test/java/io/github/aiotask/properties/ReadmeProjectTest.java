package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project that the kit's README shows is the module consumer, in which the contracts run. */
class ReadmeProjectTest {
  private static final Path ROOT = Path.of(System.getProperty("aiotask.root"));

  private static String fence(String language) throws IOException {
    Path readme = ROOT.resolve("properties/README.md");
    Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(readme));
    assertTrue(matcher.find(), () -> readme + " has no ```" + language);
    return matcher.group(1);
  }

  /** But for its comments and what keeps it out of repositories. */
  @Test
  void itsPomIsThatOfTheModule() throws IOException {
    String pom =
        Files.readString(ROOT.resolve("consumer/pom.xml"))
            .replaceAll("(?s)<!--.*?-->", "")
            .replaceAll("<maven\\.(install|deploy)\\.skip>.*", "")
            .replaceFirst("<\\?xml .*", "")
            .replaceAll("(?m)^ *\n", "");
    assertEquals(pom, fence("xml").replaceAll("(?m)^ *\n", ""));
  }

  @Test
  void itsTestIsThatOfTheModule() throws IOException {
    assertEquals(Files.readString(ROOT.resolve("consumer/src/test/java/com/example/MyRuntimeTest.java")), fence("java"));
  }
}
