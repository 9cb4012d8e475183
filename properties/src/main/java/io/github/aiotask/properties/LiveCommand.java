package io.github.aiotask.properties;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.ExecSubject;
import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.JvmSubject;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.net.URLEncoder;
import java.nio.file.Path;
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

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "write the programs and what CPython did as a new file of recordings, packed if its name ends in .gz")
  private Path record;

  /** One of them. */
  static final class Interpreter {
    @Option(
        names = "--python",
        paramLabel = "PATH",
        description = "which CPython; default: the python3 of the search path")
    private String path;

    @Option(
        names = "--pyodide",
        arity = "0..1",
        paramLabel = "DIR",
        fallbackValue = "",
        description = "the one of the npm package pyodide, found by node from that folder; default: the current one")
    private String pyodide;
  }

  @Override
  public Integer call() throws BadInput, InterruptedException {
    Subject here = new JvmSubject(Providers.find(provider), ExecRuntime.LIMIT);
    ExecRuntime runtime = ExecRuntime.start(command(), ExecRuntime.LIMIT);
    try (Subject python = new ExecSubject(runtime, true)) {
      String number = runtime.hello().version();
      if (record != null) {
        Versions.parse(number);
      }
      PythonVersion version = Versions.find(number).orElse(PythonVersion.PYTHON_3_14);
      List<String> notes =
          number.equals(version.number())
              ? List.of()
              : List.of("this is Python " + number + ", compared with the rules of " + version.number());
      Plan plan = options.plan(accelerated ? "live-c" : "live", version);
      Expectations expectations = accelerated ? Expectations.ofAccelerated(python.name()) : Expectations.none();
      return new CampaignSession(plan, List.of(python, here), options, record, spec.commandLine())
          .run(new RandomPrograms(plan.seed(), version, false), notes, expectations);
    }
  }

  private List<String> command() throws BadInput {
    if (interpreter.pyodide == null) {
      return Commands.ofPython(interpreter.path, accelerated);
    }
    List<String> command = new ArrayList<>(Commands.ofPyodide(accelerated));
    if (!interpreter.pyodide.isEmpty()) {
      command.addAll(1, List.of("--import", "data:text/javascript,process.chdir(" + quoted(interpreter.pyodide) + ")"));
    }
    return command;
  }

  /** As a string of JavaScript inside of a URL. */
  private static String quoted(String text) {
    return "decodeURIComponent('" + URLEncoder.encode(URLEncoder.encode(text, UTF_8).replace("+", "%20"), UTF_8) + "')";
  }
}
