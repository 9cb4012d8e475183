package io.github.aiotask.properties.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rules TLA+ states. */
public final class Formulas {
  /** Where the build puts the modules. */
  private static final String FOLDER = "/io/github/aiotask/properties/spec/";

  private static final List<String> MODULES = List.of("AsyncioTask.tla", "AsyncioTaskProperties.tla");
  private static final Pattern CITATION = Pattern.compile("§([0-9]+\\.[0-9]+)");

  private Formulas() {}

  /** How often the modules cite each rule. */
  public static Map<String, Long> byRule() {
    Map<String, Long> counts = new HashMap<>();
    for (String module : MODULES) {
      Matcher citation = CITATION.matcher(text(module));
      while (citation.find()) {
        counts.merge(citation.group(1), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static String text(String module) {
    try (InputStream in = Formulas.class.getResourceAsStream(FOLDER + module)) {
      if (in == null) {
        throw new IllegalStateException("the module is missing: " + FOLDER + module);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
