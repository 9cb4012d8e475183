package io.github.aiotask.properties.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the kit's own runtimes are found and started. */
class ExecCommandsTest {
  @TempDir private Path folder;

  @Test
  void thePythonOfTheSearchPathIsTheFirstThatCanRun() throws Exception {
    Path none = Files.createDirectory(folder.resolve("none"));
    Path some = Files.createDirectory(folder.resolve("some"));
    Files.createFile(none.resolve("python3"));
    Path python = Files.createFile(some.resolve("python3"));
    assertTrue(python.toFile().setExecutable(true));
    assertEquals(python.toString(), Commands.findPython(none + File.pathSeparator + some));
    String message = assertThrows(BadInput.class, () -> Commands.findPython(none.toString())).getMessage();
    assertTrue(message.contains("install CPython"), message);
  }

  @Test
  void theScriptsAreThereToRun() throws Exception {
    List<String> python = Commands.ofPython("some/python", true, null);
    assertEquals("some/python", python.get(0));
    assertTrue(Files.readString(Path.of(python.get(1))).contains("asyncio"));
    assertEquals("--c", python.get(2));

    List<String> pyodide = Commands.ofPyodide(false);
    assertEquals(2, pyodide.size());
    Path script = Path.of(pyodide.get(1));
    assertTrue(Files.readString(script).contains("runner.py"));
    assertTrue(Files.exists(script.resolveSibling("runner.py")));
  }
}
