package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page for authors of languages quotes the toy language as it is, shows all its classes, lists the faults that are planted, and
 * has no gaps.
 */
class YourLanguagePageTest {
  private static final Path FOLDER = Path.of(System.getProperty("aiotask.root"), "integrations");
  private static final Path SOURCES = FOLDER.resolve("toy/src/main/java/com/example");

  private static String page() throws IOException {
    return Files.readString(FOLDER.resolve("your-language.md"));
  }

  private static List<MatchResult> find(String regex, String text) {
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).results().toList();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  /** Without the indentation, which a quotation has not. */
  private static String lines(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Test
  void whatItQuotesIsThere() throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : sources()) {
      code.append(lines(Files.readString(source)));
    }
    List<MatchResult> quotations = find("```java\n(.*?)```", page());
    assertTrue(quotations.size() > 20, "only " + quotations.size() + " quotations");
    for (MatchResult quoted : quotations) {
      assertTrue(code.indexOf(lines(quoted.group(1))) >= 0, () -> "not in the toy: " + quoted.group(1));
    }
  }

  @Test
  void nothingIsLeftToBeFilledIn() throws IOException {
    assertEquals(List.of(), page().lines().filter(line -> line.contains("<!--")).toList());
  }

  @Test
  void itShowsEachClass() throws IOException {
    for (Path source : sources()) {
      String name = source.getFileName().toString();
      assertTrue(page().contains("[" + name.replace(".java", "]")), () -> "nothing is said of " + name);
    }
  }

  @Test
  void itsLinksLeadToFiles() throws IOException {
    List<MatchResult> links = find("\\](?:\\(|: )([^)#\n]+)(?:#[^)\n]*)?(?:\\)|\n)", page() + "\n");
    assertTrue(links.size() > 10, "only " + links.size() + " links");
    for (MatchResult link : links) {
      assertTrue(Files.exists(FOLDER.resolve(link.group(1))), () -> link.group(1) + " is not there");
    }
  }

  @Test
  void itListsThePlantedFaults() throws IOException {
    String faults = Files.readString(FOLDER.resolve("toy/src/test/java/com/example/Fault.java"));
    List<String> planted =
        find("/\\*\\* ([^\n]*) \\*/\n  [A-Z_]+\\(\"([0-9.]+)\"\\)", faults).stream()
            .map(one -> "| " + one.group(1).replaceAll("\\{@code ([^}]*)}", "`$1`") + " | §" + one.group(2) + " |")
            .toList();
    List<String> listed = page().lines().filter(line -> line.matches("\\| [^|]* \\| §[0-9.]+ \\|")).toList();
    assertEquals(planted, listed);
  }
}
