package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the programs of a file. */
@Command(
    name = "replay",
    description = "Runs the programs of a file and compares with what the rules say, and with recorded traces if it has any.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "programs as JSON lines, as --save writes them")
  private Path file;

  @Option(
      names = "--python",
      paramLabel = "V",
      description = "as which Python: 3.4 or 3.14; default: those that are recorded, or else 3.14")
  private String python;

  @Option(names = "--provider", paramLabel = "NAME", description = "which implementation, if there is more than one")
  private String provider;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadInput {
    TaskRuntimeProvider implementation = Providers.find(provider);
    PythonVersion only = python == null ? null : Versions.parse(python);
    PrintWriter out = spec.commandLine().getOut();
    int runs = 0;
    int differing = 0;
    for (Recording recording : Recordings.readPrograms(file)) {
      for (PythonVersion version : versions(recording, only)) {
        runs++;
        if (differs(recording, version, implementation, differing == 0 ? out : null)) {
          out.println(recording.id() + " differs as Python " + version.number());
          differing++;
        }
      }
    }
    out.println(runs + " runs, " + differing + " differ");
    return differing == 0 ? 0 : Conform.DIFFERS;
  }

  private static List<PythonVersion> versions(Recording recording, @Nullable PythonVersion only) {
    if (recording.program() == null) {
      return List.of();
    }
    if (only != null) {
      return List.of(only);
    }
    List<PythonVersion> recorded =
        Arrays.stream(PythonVersion.values()).filter(version -> recording.traces().containsKey(version.number())).toList();
    return recorded.isEmpty() ? List.of(PythonVersion.PYTHON_3_14) : recorded;
  }

  /** Prints the whole comparison if there is where to. */
  private static boolean differs(
      Recording recording, PythonVersion version, TaskRuntimeProvider implementation, @Nullable PrintWriter out) {
    Program program = recording.program();
    if (program == null) {
      return false;
    }
    Difference difference = new Checker(implementation).check(program, version);
    SideBySide traces = null;
    if (difference != null) {
      traces = CampaignReport.sideBySide(difference);
    } else if (recording.traces().containsKey(version.number())) {
      RecordedRun run = RecordedRun.of(recording, version, implementation);
      traces = run.agrees() ? null : run.sideBySide();
    }
    if (traces != null && out != null) {
      out.println(recording.id() + (difference == null ? "" : ": " + difference.named()));
      ProgramText.lines(program).forEach(line -> out.println("  " + line));
      traces.print(out);
    }
    return traces != null;
  }
}
