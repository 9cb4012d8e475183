package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.program.TooMuch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs recorded programs here and on the model, and compares with what real CPythons did. */
@Command(
    name = "recorded",
    description = "Runs every recorded program, here and by the rules, and compares with what real CPythons did.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class RecordedCommand implements Callable<Integer> {
  @Option(
      names = "--programs",
      paramLabel = "FILE",
      description = "programs of your own, as JSON lines; default: those of the kit")
  private Path programs;

  @Mixin private ProviderOptions provider;

  @Mixin private NothingCompared nothingCompared;

  @Option(names = "--reasons", description = "say why some programs cannot run on the JVM")
  private boolean reasons;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadInput {
    List<Recording> recordings = new ArrayList<>(programs == null ? Recordings.builtIn() : Recordings.read(programs));
    Set<Recording> random = new LinkedHashSet<>(programs == null ? Recordings.randomCorpus() : List.of());
    recordings.addAll(random);
    TaskRuntimeProvider implementation = provider.find();
    List<Recording> possible = recordings.stream().filter(one -> one.cannot() == null).toList();
    List<Recording> impossible = recordings.stream().filter(one -> one.cannot() != null).toList();
    PrintWriter out = spec.commandLine().getOut();
    List<RecordedRun> runs = new ArrayList<>();
    try (Progress progress = new Progress(possible.size())) {
      int done = 0;
      for (Recording recording : possible) {
        for (PythonVersion version : PythonVersion.values()) {
          if (recording.traces().containsKey(version.number())) {
            runs.add(run(recording, version, implementation));
          }
        }
        progress.stepTo(++done);
        if (out.checkError()) {
          return Conform.DIFFERS; // nobody reads what would come of it
        }
      }
    }
    new RecordedReport(runs, random, impossible, out).print(reasons);
    if (runs.isEmpty()) {
      out.println(nothingCompared.explained("NOTHING WAS COMPARED"));
      return nothingCompared.exitCode();
    }
    return runs.stream().allMatch(RecordedRun::agrees) ? 0 : Conform.DIFFERS;
  }

  private RecordedRun run(Recording recording, PythonVersion version, TaskRuntimeProvider implementation) throws BadInput {
    try {
      return RecordedRun.of(recording, version, implementation);
    } catch (TooMuch e) {
      throw new BadInput(programs + ": the program " + recording.id() + " " + e.getMessage());
    }
  }
}
