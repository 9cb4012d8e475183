package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.campaign.Case;
import io.github.aiotask.properties.campaign.ExecSubject;
import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.JvmSubject;
import io.github.aiotask.properties.campaign.KitFault;
import io.github.aiotask.properties.campaign.Outcome;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.check.Setting;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.program.TooMuch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the programs of a file. */
@Command(
    name = "replay",
    description =
        "Runs the programs of a file and compares with what the rules say, and here with recorded traces too if it has any.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "programs as JSON lines, as --save writes them")
  private Path file;

  @Option(
      names = "--python",
      paramLabel = "V",
      description = "as which Python, 3.4 or 3.6 to 3.15; default: what the program says, those that are recorded, or else 3.14")
  private String python;

  @Mixin private ProviderOptions provider;

  @ArgGroup private Elsewhere elsewhere = new Elsewhere();

  @Mixin private NothingCompared nothingCompared;

  @Option(names = "--c", description = "with --cpython or --pyodide: the Task that is written in C")
  private boolean accelerated;

  @Option(
      names = "--asyncio",
      paramLabel = "DIR",
      description = "with --cpython: the folder of another package asyncio; that of 3.4 runs on a CPython 3.6")
  private Path asyncio;

  @Spec private CommandSpec spec;

  /** In the place of an implementation in this JVM. */
  static final class Elsewhere extends Interpreter {
    @Option(names = "--exec", paramLabel = "CMD", description = "a command that runs programs, see the kit's README")
    private String exec;
  }

  @Override
  public Integer call() throws BadInput, InterruptedException {
    List<Recording> recordings = Recordings.readPrograms(file);
    PrintWriter out = spec.commandLine().getOut();
    if (accelerated && !elsewhere.isGiven()) {
      throw new BadInput("--c is for a CPython: give --cpython or --pyodide too");
    }
    if (asyncio != null && !elsewhere.isGiven()) {
      throw new BadInput("--asyncio needs the CPython that it is to run on: give --cpython too");
    }
    if (elsewhere.exec == null && !elsewhere.isGiven()) {
      TaskRuntimeProvider implementation = provider.find();
      PythonVersion only = python == null ? null : Versions.parse(python);
      Replay replay =
          new Replay(
              new JvmSubject(implementation, ExecRuntime.LIMIT), Setting.values().length, implementation, Expectations.none(), out);
      for (Recording recording : recordings) {
        replay.runAll(recording, versions(recording, only));
      }
      return replay.end(nothingCompared);
    }
    if (provider.isGiven() || python != null) {
      throw new BadInput("the runtime says itself which implementation and Python it is: leave out --provider, --pull and --python");
    }
    List<String> command = elsewhere.isGiven() ? elsewhere.command(accelerated, asyncio) : Commands.ofShell(elsewhere.exec);
    ExecRuntime runtime = Starting.start(command, spec.commandLine().getErr());
    try (Subject subject = new ExecSubject(runtime, elsewhere.isGiven())) {
      String number = runtime.hello().version();
      PythonVersion version = Versions.rulesOf(number);
      out.println("on " + subject.name());
      subject.notes().forEach(note -> out.println("  " + note));
      Expectations expectations = Expectations.of(subject.name(), accelerated, number, version);
      expectations.notes().forEach(out::println);
      Replay replay = new Replay(subject, 1, null, expectations, out);
      for (Recording recording : recordings) {
        if (recording.python() == null || recording.python() == version) {
          replay.runAll(recording, List.of(version));
        } else {
          replay.leaveOut(recording, "is not run: it is for Python " + recording.python().number());
        }
      }
      return replay.end(nothingCompared);
    }
  }

  private static List<PythonVersion> versions(Recording recording, @Nullable PythonVersion only) {
    PythonVersion said = only == null ? recording.python() : only;
    if (said != null) {
      return List.of(said);
    }
    List<PythonVersion> recorded =
        Arrays.stream(PythonVersion.values()).filter(version -> recording.traces().containsKey(version.number())).toList();
    return recorded.isEmpty() ? List.of(PythonVersion.PYTHON_3_14) : recorded;
  }

  /** Runs programs one by one, and shows the first one that differs as a whole. */
  private final class Replay {
    private static final Outcome GIVEN_UP = new Outcome.Failed("is given up: many programs in a row had no answer");

    private final Subject subject;
    private final int turns; // however it can run a program
    private final @Nullable TaskRuntimeProvider here; // to be compared with what is recorded
    private final Expectations expectations;
    private final PrintWriter out;
    private int runs;
    private int notCompared;
    private int differing;
    private int expected;

    Replay(
        Subject subject, int turns, @Nullable TaskRuntimeProvider here, Expectations expectations, PrintWriter out) {
      this.subject = subject;
      this.turns = turns;
      this.here = here;
      this.expectations = expectations;
      this.out = out;
    }

    void runAll(Recording recording, List<PythonVersion> versions) throws BadInput, InterruptedException {
      Program program = recording.program();
      if (program == null) {
        leaveOut(recording, "is not run: " + recording.cannot());
        return;
      }
      for (PythonVersion version : versions) {
        if (out.checkError()) {
          return; // nobody reads what would come of it
        }
        try {
          run(recording, program, version);
        } catch (TooMuch e) {
          throw new BadInput(file + ": the program " + recording.id() + " " + e.getMessage());
        } catch (RuntimeException | Error error) {
          throw new KitFault(recording.id() + " of the file, as Python " + version.number(), error);
        }
      }
    }

    private void run(Recording recording, Program program, PythonVersion version) throws BadInput, InterruptedException {
      Outcome outcome = new Outcome.Agrees();
      for (int turn = 0; turn < turns && outcome instanceof Outcome.Agrees; turn++) {
        List<Outcome> outcomes = subject.run(List.of(Case.of(recording.id(), turn, program, version)));
        outcome = outcomes.isEmpty() ? GIVEN_UP : outcomes.get(0);
      }
      if (outcome instanceof Outcome.NotCompared not) {
        leaveOut(recording, "is not compared: " + not.why());
        return;
      }
      runs++;
      if (outcome instanceof Outcome.Failed failed) {
        out.println(recording.id() + ": " + subject.name() + ": " + failed.why());
        differing++;
      } else if (outcome instanceof Outcome.Differs differs) {
        Difference difference = differs.difference();
        show(recording, ": " + difference.named(), program, CampaignReport.sideBySide(difference));
        Optional<String> reason = expectations.reason(subject.name(), difference);
        out.println(recording.id() + " differs as Python " + version.number() + reason.map(why -> ", as expected: " + why).orElse(""));
        differing++;
        expected += reason.isPresent() ? 1 : 0;
      } else if (here != null && recording.traces().containsKey(version.number())) {
        RecordedRun recorded = RecordedRun.of(recording, version, here);
        if (!recorded.agrees()) {
          show(recording, "", program, recorded.sideBySide());
          out.println(recording.id() + " differs as Python " + version.number());
          differing++;
        }
      }
    }

    private void show(Recording recording, String rules, Program program, SideBySide traces) {
      if (differing == 0) {
        out.println(recording.id() + rules);
        ProgramText.lines(program).forEach(line -> out.println("  " + line));
        traces.print(out);
      }
    }

    /** Says that a program is not compared. */
    void leaveOut(Recording recording, String why) {
      out.println(recording.id() + " " + why);
      notCompared++;
    }

    int end(NothingCompared nothing) {
      String known = expected == 0 ? "" : ", " + expected + " of them as expected";
      String others = notCompared == 0 ? "" : "; " + notCompared + " more not compared";
      out.println(Count.of(runs, "run") + ", " + Count.differing(differing) + known + others);
      if (runs == 0) {
        out.println(nothing.explained("NOTHING WAS COMPARED"));
        return nothing.exitCode();
      }
      return differing == expected ? 0 : Conform.DIFFERS;
    }
  }
}
