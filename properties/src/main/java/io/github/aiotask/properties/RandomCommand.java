package io.github.aiotask.properties;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs random programs and compares with the model. */
@Command(
    name = "random",
    description = "Runs fresh random programs and compares with what the rules say.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class RandomCommand implements Callable<Integer> {
  @Mixin private CampaignOptions options;

  @Option(names = "--python", paramLabel = "V", description = "the rules of which Python, 3.4 or 3.6 to 3.15; default: 3.14")
  private String python;

  @Mixin private ProviderOptions provider;

  @Option(
      names = "--exec",
      paramLabel = "CMD",
      description = "a command that runs programs, see the kit's README, in the place of an implementation in this JVM")
  private String exec;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadInput, InterruptedException {
    if (exec == null) {
      PythonVersion version = python == null ? PythonVersion.PYTHON_3_14 : Versions.parse(python);
      return run(new JvmSubject(provider.find(), ExecRuntime.LIMIT), version, provider.again(), Expectations.none());
    }
    if (provider.isGiven() || python != null) {
      throw new BadInput("--exec says itself which implementation and Python it is: leave out --provider, --pull and --python");
    }
    ExecRuntime runtime = Starting.start(Commands.ofShell(exec), spec.commandLine().getErr());
    try (Subject subject = new ExecSubject(runtime, false)) {
      String number = runtime.hello().version();
      PythonVersion version = Versions.rulesOf(number);
      return run(subject, version, List.of("--exec", exec), Expectations.of(subject.name(), false, number, version));
    }
  }

  private int run(Subject subject, PythonVersion version, List<String> again, Expectations expectations) throws BadInput {
    Plan plan = options.plan("random", version);
    return new CampaignSession(plan, Map.of(subject, again), options, null, spec.commandLine())
        .run(new RandomPrograms(plan.seed(), version, true), expectations);
  }
}
