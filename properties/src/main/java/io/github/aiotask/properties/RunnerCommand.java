package io.github.aiotask.properties;

import io.github.aiotask.properties.exec.Commands;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the runtime of CPython, for who starts it otherwise, or writes one like it. */
@Command(
    name = "runner",
    description = "Prints runner.py, which runs programs on a CPython: for --exec \"python3 runner.py\", or to start from.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class RunnerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(Commands.runner());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
