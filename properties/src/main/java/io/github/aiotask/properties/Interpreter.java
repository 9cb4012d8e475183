package io.github.aiotask.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A CPython that programs run on: options of which one is given. */
class Interpreter {
  @Option(
      names = "--cpython",
      paramLabel = "PATH",
      description = "a CPython, 3.6 or newer, by the path of its interpreter; default of live: the python3 of the search path")
  private String path;

  @Option(
      names = "--pyodide",
      arity = "0..1",
      paramLabel = "DIR",
      fallbackValue = "",
      description = "the CPython of the npm package pyodide, found by node from that folder; default: the current one")
  private String pyodide;

  boolean isGiven() {
    return path != null || pyodide != null;
  }

  /**
   * The command that starts it.
   *
   * @param accelerated with the Task in C
   * @param asyncio the folder of another package asyncio; null: its own
   */
  List<String> command(boolean accelerated, @Nullable Path asyncio) throws BadInput {
    if (asyncio != null && path == null) {
      throw new BadInput("--asyncio needs the CPython that it is to run on: give --cpython too");
    }
    if (pyodide == null) {
      return Commands.ofPython(path, accelerated, asyncio);
    }
    List<String> command = new ArrayList<>(Commands.ofPyodide(accelerated));
    if (!pyodide.isEmpty()) {
      command.addAll(1, List.of("--import", "data:text/javascript,process.chdir(" + quoted(pyodide) + ")"));
    }
    return command;
  }

  /** The options that give it again. */
  List<String> options(List<String> command, boolean accelerated, @Nullable Path asyncio) {
    List<String> options = new ArrayList<>(accelerated ? List.of("--c") : List.of());
    if (pyodide == null) {
      options.addAll(List.of("--cpython", command.get(0)));
      options.addAll(asyncio == null ? List.of() : List.of("--asyncio", asyncio.toString()));
    } else {
      options.add("--pyodide");
      options.addAll(pyodide.isEmpty() ? List.of() : List.of(pyodide));
    }
    return options;
  }

  /** As a string of JavaScript inside of a URL. */
  private static String quoted(String text) {
    return "decodeURIComponent('" + URLEncoder.encode(URLEncoder.encode(text, UTF_8).replace("+", "%20"), UTF_8) + "')";
  }
}
