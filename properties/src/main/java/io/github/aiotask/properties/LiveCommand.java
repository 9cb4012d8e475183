package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.ExecSubject;
import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.JvmSubject;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @ArgGroup private Interpreter interpreter = new Interpreter(); // the python3 of the search path if none is given

  @Option(names = "--c", description = "the Task that is written in C, from 3.8 on, where some differences are expected")
  private boolean accelerated;

  @Option(
      names = "--asyncio",
      paramLabel = "DIR",
      description = "with --cpython: the folder of another package asyncio; that of 3.4 runs on a CPython 3.6")
  private Path asyncio;

  @Mixin private ProviderOptions provider;

  @Spec private CommandSpec spec;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "write the programs and what CPython did as a new file of recordings, packed if its name ends in .gz")
  private Path record;

  @Override
  public Integer call() throws BadInput, InterruptedException {
    Subject here = new JvmSubject(provider.find(), ExecRuntime.LIMIT);
    List<String> command = interpreter.command(accelerated, asyncio);
    ExecRuntime runtime = Starting.start(command, spec.commandLine().getErr());
    try (Subject python = new ExecSubject(runtime, true)) {
      String number = runtime.hello().version();
      PythonVersion version = record == null ? Versions.rulesOf(number) : Versions.parse(number);
      Plan plan = options.plan(accelerated ? "live-c" : "live", version);
      Map<Subject, List<String>> subjects = new LinkedHashMap<>(); // the CPython first
      subjects.put(python, interpreter.options(command, accelerated, asyncio));
      subjects.put(here, provider.again());
      return new CampaignSession(plan, subjects, options, record, spec.commandLine())
          .run(new RandomPrograms(plan.seed(), version, false), Expectations.of(python.name(), accelerated, number, version));
    }
  }
}
