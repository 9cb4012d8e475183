package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.campaign.ExecSubject;
import io.github.aiotask.properties.campaign.Expectations;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.RandomPrograms;
import io.github.aiotask.properties.campaign.Subject;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.suite.Bridge;
import io.github.aiotask.properties.suite.PythonTests;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs CPython's own tests of asyncio with an implementation's Task and Future, and compares with its own accelerator. */
@Command(
    name = "suite",
    description = "Runs a CPython's own tests of asyncio with our Task and Future in the place of its accelerator, and with that.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class SuiteCommand implements Callable<Integer> {
  /** Those that are about tasks, futures, and what is made of them. */
  static final List<String> MODULES =
      List.of(
          "test_base_events", "test_context", "test_eager_task_factory", "test_futures", "test_futures2", "test_locks",
          "test_pep492", "test_queues", "test_runners", "test_staggered", "test_streams", "test_taskgroups", "test_tasks",
          "test_threads", "test_timeouts", "test_waitfor");

  private static final List<String> SUPPORTED = List.of("3.11", "3.12", "3.13", "3.14");
  private static final String UNTRIED = "3.14"; // there was none to run it on

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "a CPython, 3.11 to 3.13 (3.14 is taken, but untried), with its package test; default: the python3 of the search path")
  private String python;

  @Parameters(
      paramLabel = "MODULE",
      arity = "0..*",
      description = "as test_tasks, or a class or test of it, as test_tasks.PyTask_PyFuture_Tests; default: the 16 that are about tasks")
  private List<String> names = List.of();

  @Option(names = "--provider", paramLabel = "NAME", description = "which implementation, if there is more than one")
  private String provider;

  @Option(names = "--limit", paramLabel = "SECONDS", description = "how long a test may take; default: ${DEFAULT-VALUE}")
  private int limit = 300;

  @Option(
      names = "--fuzz",
      paramLabel = "N",
      description = "instead of tests N random programs: its Task in Python and ours, in that interpreter, and the rules")
  private Long programs;

  @Option(names = "--seed", paramLabel = "S", description = "with --fuzz: the same seed gives the same programs; default: a fresh one")
  private Long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws BadInput, InterruptedException {
    if (seed != null && programs == null) {
      throw new BadInput("--seed is for the programs of --fuzz");
    }
    if (limit < 1) {
      throw new BadInput("--limit " + limit + " is too short: 1 second at the least");
    }
    TaskRuntimeProvider implementation = Providers.find(provider);
    String interpreter = Commands.python(python);
    PythonTests tests = new PythonTests(interpreter, Duration.ofSeconds(limit));
    if (!SUPPORTED.contains(tests.version())) {
      throw new BadInput(interpreter + " is a CPython " + tests.release() + ": take one of " + String.join(", ", SUPPORTED));
    }
    if (programs != null) {
      return fuzz(implementation, interpreter, tests.version());
    }
    return runTests(implementation, interpreter, tests);
  }

  private int runTests(TaskRuntimeProvider implementation, String interpreter, PythonTests tests) throws BadInput, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    SuiteReport report = new SuiteReport(out, implementation.name(), tests.release(), tests.version().equals(UNTRIED));
    List<String> present = new ArrayList<>();
    for (String name : names.isEmpty() ? MODULES : names) {
      boolean there = tests.modules().contains(name.split("\\.", 2)[0]);
      if (!there && !names.isEmpty()) {
        throw new BadInput(interpreter + " has no " + name + " in its test_asyncio; it has " + String.join(", ", tests.modules()));
      }
      if (there) {
        present.add(name);
      } else {
        report.absent(name);
      }
    }
    String plug = Commands.plug().toString();
    report.begin();
    try (Bridge bridge = new Bridge(implementation)) {
      for (String name : present) {
        report.module(name, tests.run(name, null, null), tests.run(name, plug, bridge.address()), bridge.takeFault());
        bridge.forget();
      }
    }
    return report.end() ? 0 : Conform.DIFFERS;
  }

  /** As live, with the second implementation in that interpreter. */
  private int fuzz(TaskRuntimeProvider implementation, String interpreter, String number) throws BadInput, InterruptedException {
    if (!names.isEmpty()) {
      throw new BadInput("--fuzz runs programs, not " + String.join(", ", names) + ": give one or the other");
    }
    PythonVersion version = Versions.parse(number);
    CampaignOptions options = CampaignOptions.of(programs, seed);
    Plan plan = options.plan("suite", version);
    PrintWriter err = spec.commandLine().getErr();
    if (number.equals(UNTRIED)) {
      err.println(SuiteReport.untried(number));
    }
    try (Bridge bridge = new Bridge(implementation);
        Subject python = new ExecSubject(Starting.start(Commands.ofPython(interpreter, false, null), err), true);
        Subject plugged = new ExecSubject(Starting.start(Commands.ofPlugged(interpreter, bridge.address()), err), true)) {
      Map<Subject, List<String>> subjects = new LinkedHashMap<>();
      subjects.put(python, List.of("--cpython", interpreter));
      subjects.put(plugged, List.of());
      return new CampaignSession(plan, subjects, options, null, spec.commandLine())
          .run(new RandomPrograms(plan.seed(), version, false), Expectations.none());
    }
  }
}
