package io.github.aiotask.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A CPython that programs run on: options of which one is given. */
class Interpreter {
  /** One that is installed. */
  private static final class Installed {
    @Option(
        names = "--cpython",
        paramLabel = "PATH",
        required = true,
        description = "a CPython, 3.6 or newer, by the path of its interpreter; default of live: the python3 of the search path")
    private String path;

    @Option(
        names = "--asyncio",
        paramLabel = "DIR",
        description = "the folder that has another package asyncio, to be run on that CPython: that of 3.4 runs on 3.6")
    private String asyncio;
  }

  @ArgGroup(exclusive = false)
  private Installed installed;

  @Option(
      names = "--pyodide",
      arity = "0..1",
      paramLabel = "DIR",
      fallbackValue = "",
      description = "the CPython of the npm package pyodide, found by node from that folder; default: the current one")
  private String pyodide;

  boolean isGiven() {
    return installed != null || pyodide != null;
  }

  /** The command that starts it. */
  List<String> command(boolean accelerated) throws BadInput {
    if (pyodide == null) {
      return installed == null
          ? Commands.ofPython(null, accelerated, null)
          : Commands.ofPython(installed.path, accelerated, installed.asyncio);
    }
    List<String> command = new ArrayList<>(Commands.ofPyodide(accelerated));
    if (!pyodide.isEmpty()) {
      command.addAll(1, List.of("--import", "data:text/javascript,process.chdir(" + quoted(pyodide) + ")"));
    }
    return command;
  }

  /** The options that give it again. */
  List<String> options(List<String> command, boolean accelerated) {
    List<String> options = new ArrayList<>(accelerated ? List.of("--c") : List.of());
    if (pyodide == null) {
      options.addAll(List.of("--cpython", command.get(0)));
      options.addAll(installed == null || installed.asyncio == null ? List.of() : List.of("--asyncio", installed.asyncio));
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
