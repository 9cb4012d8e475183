package io.github.aiotask.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.asyncio.Asyncio;
import java.io.File;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else's program on the module path: our three jars and nothing more, so neither JSpecify nor checker-qual. It must
 * compile without a warning, run, and find the provider.
 */
class ModulePathIT {
  @TempDir Path dir;

  private String jars = "";

  @BeforeEach
  void findJars() {
    ServiceLoader.Provider<TaskRuntimeProvider> impl =
        ServiceLoader.load(TaskRuntimeProvider.class).stream().findFirst().orElseThrow();
    jars =
        Stream.of(TaskRuntime.class, impl.type(), Asyncio.class)
            .map(type -> jar(type).toString())
            .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void findsTheProvider() throws Exception {
    write(
        "module-info.java",
        """
        module consumer {
          requires io.github.aiotask.api;
          uses io.github.aiotask.TaskRuntimeProvider;
        }
        """);
    write(
        "consumer/Main.java",
        """
        package consumer;

        import io.github.aiotask.TaskRuntimeProvider;
        import java.util.ServiceLoader;

        final class Main {
          public static void main(String[] args) {
            for (TaskRuntimeProvider provider : ServiceLoader.load(TaskRuntimeProvider.class)) {
              System.out.println(provider.getClass().getModule().getName());
            }
          }
        }
        """);
    compile("module-info.java", "consumer/Main.java");
    assertEquals("io.github.aiotask.impl", run("consumer/consumer.Main"));
  }

  @Test
  void writesCoroutinesInDirectStyle() throws Exception {
    write(
        "module-info.java",
        """
        module consumer {
          requires io.github.aiotask;
        }
        """);
    write(
        "consumer/Main.java",
        """
        package consumer;

        import io.github.aiotask.Future;
        import io.github.aiotask.asyncio.Asyncio;
        import io.github.aiotask.direct.Carrier;
        import io.github.aiotask.direct.Direct;

        final class Main {
          public static void main(String[] args) throws Exception {
            Asyncio.run(
                asyncio -> {
                  Future<String> name = asyncio.createFuture();
                  asyncio.loop().callSoon(any -> name.setResult("world"), null, null);
                  System.out.println("hello " + Direct.await(name));
                  System.out.println(Carrier.best() + " " + Carrier.CONTINUATION.reason());
                  System.out.println(Thread.currentThread());
                });
          }
        }
        """);
    compile("module-info.java", "consumer/Main.java");
    int java = Runtime.version().feature();
    String best = java >= 24 ? "VIRTUAL_THREAD" : "PLATFORM_THREAD";
    String exports = "--add-exports java.base/jdk.internal.vm=io.github.aiotask";
    String opens = "--add-opens java.base/java.lang=io.github.aiotask";
    String without = run("consumer/consumer.Main");
    assertTrue(without.contains("hello world\n" + best), without);
    assertEquals(java >= 21, without.contains("add " + exports + " to the command line"), without);
    assertFalse(without.contains("@aiotask-loop"), without);
    if (java >= 21) {
      String with = run("consumer/consumer.Main", (exports + " " + opens).split(" "));
      assertTrue(with.startsWith("hello world\n" + best + " \n"), with);
      assertEquals(java >= 24, with.contains("@aiotask-loop"), with);
    }
  }

  private static Path jar(Class<?> type) {
    try {
      Path path = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      assertTrue(Files.isRegularFile(path), () -> path + " is no jar: this test runs after packaging");
      return path;
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String name, String text) throws Exception {
    Path file = dir.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void compile(String... names) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter log = new StringWriter();
    try (var files = javac.getStandardFileManager(null, null, null)) {
      List<Path> sources = Stream.of(names).map(dir.resolve("src")::resolve).toList();
      List<String> options =
          List.of(
              "--release", "17", "-Xlint:all", "-Werror", "-p", jars, "-d", dir.resolve("classes").toString());
      boolean compiled =
          javac.getTask(log, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
      assertTrue(compiled, log::toString);
    }
  }

  /** Runs a main class and gives what it prints. */
  private String run(String main, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-p", jars + File.pathSeparator + dir.resolve("classes"), "-m", main));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      String printed = out.lines().collect(Collectors.joining("\n"));
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(0, process.exitValue(), printed);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
