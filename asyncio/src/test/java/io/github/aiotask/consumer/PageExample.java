package io.github.aiotask.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A program on a page of ours, and what the page says that it prints.
 *
 * @param name of its class
 * @param source the whole file
 * @param printed line by line
 */
record PageExample(String name, String source, List<String> printed) {
  private static final Pattern PAIR = Pattern.compile("```java\n(.*?)```.*?```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("^final class (\\w+)", Pattern.MULTILINE);

  /** All that are on a page: each program is followed by what it prints. */
  static List<PageExample> on(Path page) throws IOException {
    List<PageExample> examples = new ArrayList<>();
    Matcher pair = PAIR.matcher(Files.readString(page));
    while (pair.find()) {
      Matcher type = CLASS.matcher(pair.group(1));
      assertTrue(type.find(), () -> "no class in " + pair.group(1));
      examples.add(new PageExample(type.group(1), pair.group(1), pair.group(2).lines().toList()));
    }
    return examples;
  }

  /** Compiles it without a warning, and runs it in a JVM of its own. */
  void check(Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of("-Xlint:all", "-Werror", "-d", folder.toString());
      boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file)).call();
      assertTrue(compiled, said::toString);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = folder + File.pathSeparator + System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-cp", classes, name)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(printed, out.lines().toList());
    assertEquals(0, process.waitFor());
  }
}
