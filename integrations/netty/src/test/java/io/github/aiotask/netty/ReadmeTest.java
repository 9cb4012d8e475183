package io.github.aiotask.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example compiles, without a warning, and prints what the README says. */
class ReadmeTest {
  private static final Path README = Path.of(System.getProperty("aiotask.root"), "integrations/netty/README.md");

  @TempDir private Path folder;

  private static String fence(String language) throws IOException {
    Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
    assertTrue(matcher.find(), () -> README + " has no ```" + language);
    return matcher.group(1);
  }

  @Test
  void printsWhatItSays() throws Exception {
    Path source = Files.writeString(folder.resolve("Echo.java"), fence("java"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-Xlint:all,-classfile,-processing", "-Werror", "-proc:none", "-d", folder.toString(), source.toString());
    assertEquals(0, status);

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Method main = loader.loadClass("Echo").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    assertEquals(fence("text").lines().toList(), printed.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
