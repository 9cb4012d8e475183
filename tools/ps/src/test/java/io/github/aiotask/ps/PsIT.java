package io.github.aiotask.ps;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command. */
class PsIT {
  private static String pstree(Program program) throws Exception {
    String jar = Path.of("target", "aiotask-ps.jar").toAbsolutePath().toString();
    return Program.run(List.of(Program.tool("java"), "-jar", jar, "pstree", program.pid()));
  }

  @Test
  void tells() throws Exception {
    try (Program program = Program.hanging("MACHINES")) {
      String tree = pstree(program);
      assertTrue(tree.contains("(T) sleeper  waiting for the end of a sleep"), tree);
    }
  }

  /** JMX does not find the library there. */
  @Test
  void alsoWhereTheLibraryHasAClassLoaderOfItsOwn(@TempDir Path dir) throws Exception {
    Path here = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path launcher = Path.of("io", "github", "aiotask", "ps", "Launcher.class");
    Files.createDirectories(dir.resolve(launcher).getParent());
    Files.copy(here.resolve(launcher), dir.resolve(launcher));
    String[] library =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> new File(entry).toURI().toString())
            .toArray(String[]::new);
    try (Program program = new Program(dir.toString(), Launcher.class, List.of(), library)) {
      String tree = pstree(program);
      assertTrue(tree.contains("(T) sleeper  waiting for the end of a sleep"), tree);
    }
  }
}
