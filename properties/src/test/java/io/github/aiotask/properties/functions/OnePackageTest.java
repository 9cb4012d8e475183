package io.github.aiotask.properties.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kit sees the api; of the implementation's artifact, this package alone sees the exported one. */
class OnePackageTest {
  private static final String SEAM = "io.github.aiotask.properties.functions";
  private static final String FUNCTIONS = "io.github.aiotask.asyncio";
  private static final String IMPLEMENTATION = "io.github.aiotask.impl";
  private static final Pattern USE = Pattern.compile("\\s+(io\\.github\\.aiotask\\S*)\\s+->\\s+(\\S+).*");

  /** As in "package -> package". */
  private static Set<String> uses() throws IOException, URISyntaxException {
    Path classes = Path.of(Functions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertTrue(Files.exists(classes), "the kit's classes are not at " + classes);
    StringWriter out = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    PrintWriter writer = new PrintWriter(out);
    int code = jdeps.run(writer, writer, "-verbose:package", "--multi-release", "base", classes.toString());
    assertEquals(0, code, out.toString());
    return out.toString().lines()
        .map(USE::matcher)
        .filter(Matcher::matches)
        .map(use -> use.group(1) + " -> " + use.group(2))
        .collect(Collectors.toSet());
  }

  @Test
  void noOtherPackageSeesTheImplementationsArtifact() throws Exception {
    List<String> seen =
        uses().stream().filter(use -> use.endsWith("-> " + FUNCTIONS) || use.endsWith("-> " + IMPLEMENTATION)).toList();
    assertEquals(List.of(SEAM + " -> " + FUNCTIONS), seen);
  }
}
