package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.ExecSubject;
import io.github.aiotask.properties.campaign.JvmSubject;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.exec.Hello;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs random programs on a CPython and on an implementation, and compares both with the model. */
@Command(
    name = "live",
    description = "Runs fresh random programs on a CPython and here, and compares both with what the rules say.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class LiveCommand implements Callable<Integer> {
  @Mixin private CampaignOptions options;

  @ArgGroup private Interpreter interpreter = new Interpreter();

  @Option(names = "--c", description = "the Task that is written in C, where some differences are expected")
  private boolean accelerated;

  @Option(names = "--provider", paramLabel = "NAME", description = "which implementation, if there is more than one")
  private String provider;

  @Spec private CommandSpec spec;

  /** One of them. */
  static final class Interpreter {
    @Option(names = "--python-path", paramLabel = "PATH", description = "which CPython; default: the python3 of the search path")
    private String path;

    @Option(names = "--pyodide", description = "the one of the npm package pyodide, found from the current folder by node")
    private boolean pyodide;
  }

  @Override
  public Integer call() throws BadInput, InterruptedException {
    Subject here = new JvmSubject(Providers.find(provider), ExecRuntime.LIMIT);
    ExecRuntime runtime = ExecRuntime.start(command(), ExecRuntime.LIMIT);
    try (Subject python = new ExecSubject(runtime, true)) {
      Hello hello = runtime.hello();
      PythonVersion version = Versions.find(hello.version()).orElse(PythonVersion.PYTHON_3_14);
      List<String> notes = new ArrayList<>();
      if (!hello.version().equals(version.number())) {
        notes.add("this is Python " + hello.version() + ", compared with the rules of " + version.number());
      }
      RandomPrograms programs = new RandomPrograms(options.seed(), version, false);
      return new CampaignSession(options, spec).run(programs, List.of(python, here), notes, (who, one, outcome) -> {});
    }
  }

  private List<String> command() throws BadInput {
    return interpreter.pyodide ? Commands.ofPyodide(accelerated) : Commands.ofPython(interpreter.path, accelerated);
  }
}
