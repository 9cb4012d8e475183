package io.github.aiotask.properties.exec;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The commands of the runtimes that the kit knows. Their scripts are files until this JVM ends. */
public final class Commands {
  private static final String RUNNER = "runner.py";
  private static final String PYODIDE = "pyodide.mjs";
  private static final String TESTS = "tests.py";
  private static final String PLUG = "plug.py";
  private static final String ACCELERATED = "--c";
  private static final String ANOTHER = "--asyncio";
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private Commands() {}

  /** A line for the shell as a command. */
  public static List<String> ofShell(String line) {
    return WINDOWS ? List.of("cmd", "/c", line) : List.of("sh", "-c", line);
  }

  /**
   * A CPython, 3.6 or newer.
   *
   * @param interpreter which one; null: the one that the search path finds
   * @param accelerated with the Task in C instead of the one in Python
   * @param asyncio the folder of another asyncio package, as the one of 3.4; null: its own
   * @return the command
   * @throws BadInput if there is none
   */
  public static List<String> ofPython(@Nullable String interpreter, boolean accelerated, @Nullable Path asyncio)
      throws BadInput {
    List<String> words = new ArrayList<>(command(python(interpreter), write(RUNNER).resolve(RUNNER), accelerated));
    if (asyncio != null) {
      if (!Files.isRegularFile(asyncio.resolve("asyncio/tasks.py"))) {
        throw new BadInput("--asyncio " + asyncio + ": that folder has no asyncio/tasks.py; name the one that has the package asyncio");
      }
      words.addAll(List.of(ANOTHER, asyncio.toString()));
    }
    return words;
  }

  /**
   * The CPython of the npm package pyodide, which Node must find from the current folder.
   *
   * @param accelerated with the Task in C instead of the one in Python
   * @return the command
   * @throws BadInput if its scripts cannot be written
   */
  public static List<String> ofPyodide(boolean accelerated) throws BadInput {
    return command("node", write(RUNNER, PYODIDE).resolve(PYODIDE), accelerated);
  }

  /**
   * A CPython that runs the kit's programs with the Task and Future of this JVM.
   *
   * @param interpreter which one
   * @param address of the bridge
   * @return the command
   * @throws BadInput if its scripts cannot be written
   */
  public static List<String> ofPlugged(String interpreter, String address) throws BadInput {
    Path folder = write(RUNNER, PLUG);
    return List.of(interpreter, folder.resolve(RUNNER).toString(), "--plug", folder.resolve(PLUG).toString(), address);
  }

  /**
   * A CPython that runs its own tests, or tells which it has.
   *
   * @param interpreter which one
   * @return the command, without what to run
   * @throws BadInput if its script cannot be written
   */
  public static List<String> ofTests(String interpreter) throws BadInput {
    return List.of(interpreter, write(TESTS).resolve(TESTS).toString());
  }

  /**
   * The file that stands in for CPython's accelerator.
   *
   * @return where it is until this JVM ends
   * @throws BadInput if it cannot be written
   */
  public static Path plug() throws BadInput {
    return write(PLUG).resolve(PLUG);
  }

  /**
   * The interpreter that was named, or else the one that the search path finds.
   *
   * @param interpreter its path, or null
   * @return its path
   * @throws BadInput if there is none
   */
  public static String python(@Nullable String interpreter) throws BadInput {
    return interpreter != null ? interpreter : findPython(System.getenv("PATH"));
  }

  /** The text of the script that runs programs on a CPython: ASCII, so that it is the same in every encoding. */
  public static String runner() {
    try (InputStream in = script(RUNNER)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream script(String name) {
    return Objects.requireNonNull(Commands.class.getResourceAsStream("/io/github/aiotask/properties/" + name));
  }

  private static List<String> command(String program, Path script, boolean accelerated) {
    List<String> words = new ArrayList<>(List.of(program, script.toString()));
    if (accelerated) {
      words.add(ACCELERATED);
    }
    return words;
  }

  static String findPython(@Nullable String searchPath) throws BadInput {
    for (String folder : searchPath == null ? new String[0] : searchPath.split(File.pathSeparator)) {
      for (String name : WINDOWS ? List.of("python3.exe", "python.exe") : List.of("python3")) {
        File file = new File(folder, name);
        if (!folder.isEmpty() && file.isFile() && file.canExecute()) {
          return file.getPath();
        }
      }
    }
    throw new BadInput("no python3 is on the search path: install CPython 3.6 or newer, or say where it is");
  }

  /** Writes scripts of the kit into a folder of their own. */
  private static Path write(String... names) throws BadInput {
    try {
      Path folder = Files.createTempDirectory("aiotask-conform");
      folder.toFile().deleteOnExit(); // after what is in it, which is noted later
      for (String name : names) {
        Path file = folder.resolve(name);
        file.toFile().deleteOnExit();
        try (InputStream in = script(name)) {
          Files.copy(in, file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new BadInput("the runtime's script cannot be written to the folder for temporary files: " + e.getMessage());
    }
  }
}
