package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.Case;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the rules and what checks them. */
@Command(
    name = "rules",
    description = "Lists the rules and what checks them.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class RulesCommand implements Callable<Integer> {
  private static final int WIDTH = 100; // of a rule's text

  @Option(names = "--rule", paramLabel = "RULE", split = ",", description = "only these: 6.2, or 6.* for a chapter")
  private List<String> rules = List.of();

  @Option(names = "--python", paramLabel = "V", description = "only those of that Python, 3.4 or 3.6 to 3.15; default: all")
  private String python;

  @Spec private CommandSpec spec;

  /** Programs that list a rule, and those to which it applies by the model. */
  private record Programs(Set<String> listing, Set<String> exercising) {}

  @Override
  public Integer call() throws BadInput {
    RuleFilter filter = CampaignOptions.filter(rules);
    RuleBook book = RuleBook.builtIn();
    Map<String, Programs> programs = programs();
    Map<String, List<String>> properties = Contracts.properties();
    Set<String> modelled = modelled(programs);
    Map<String, String> untested = Contracts.untested();
    Set<String> numbers = new TreeSet<>(RuleBook.BY_NUMBER);
    numbers.addAll(book.byNumber().keySet());
    numbers.addAll(properties.keySet());
    numbers.addAll(untested.keySet());
    PythonVersion version = python == null ? null : Versions.parse(python);
    numbers.removeIf(rule -> !filter.has(rule));
    boolean found = !numbers.isEmpty();
    numbers.removeIf(rule -> version != null && !isOf(book, rule, version));
    if (found && numbers.isEmpty()) {
      throw new BadInput("no rule of Python " + python + " is " + filter + "; without --python it is shown");
    }
    if (numbers.isEmpty()) {
      throw new BadInput("no rule is " + filter);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-6s%7s%9s%11s%12s  %s%n", "rule", "model", "listed", "exercised", "properties", "text");
    for (String number : numbers) {
      Programs of = programs.getOrDefault(number, new Programs(Set.of(), Set.of()));
      List<String> its = properties.getOrDefault(number, List.of());
      out.printf(
          "%-6s%7s%9d%11d%12d  %s%n",
          number,
          modelled.contains(number) ? "yes" : "no",
          of.listing().size(),
          of.exercising().size(),
          its.size(),
          text(book, number));
      if (!filter.globs().isEmpty()) {
        its.forEach(name -> out.println("      property " + name));
      }
      if (untested.containsKey(number)) {
        out.println("      untested: " + untested.get(number));
      }
    }
    return 0;
  }

  private static boolean isOf(RuleBook book, String rule, PythonVersion version) {
    return book.find(rule).map(found -> found.isOf(version)).orElse(true);
  }

  /** The rules that the model has: that there are programs for, or some to which it has applied them. */
  static Set<String> modelled() throws BadInput {
    return modelled(programs());
  }

  private static Set<String> modelled(Map<String, Programs> programs) {
    Set<String> modelled = Contracts.exercisable();
    programs.forEach((rule, its) -> modelled.addAll(its.exercising().isEmpty() ? Set.of() : Set.of(rule)));
    return modelled;
  }

  private static String text(RuleBook book, String number) {
    String text = book.text(number).orElse("");
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "...";
  }

  /** Of the recorded programs and the examples, by rule. */
  private static Map<String, Programs> programs() throws BadInput {
    List<Recording> written = new ArrayList<>(Recordings.builtIn());
    written.addAll(Recordings.examples());
    Map<String, Programs> programs = new HashMap<>();
    for (Recording recording : written) {
      recording.rules().forEach(rule -> of(programs, rule).listing().add(recording.id()));
      Program program = recording.program();
      if (program != null) {
        for (PythonVersion version : PythonVersion.values()) {
          Case.of(recording.id(), 0, program, version)
              .rules()
              .forEach(rule -> of(programs, rule).exercising().add(recording.id()));
        }
      }
    }
    for (Recording recording : Recordings.randomCorpus()) { // they list what they exercise
      for (String rule : recording.rules()) {
        of(programs, rule).exercising().add(recording.id());
      }
    }
    return programs;
  }

  private static Programs of(Map<String, Programs> programs, String rule) {
    return programs.computeIfAbsent(rule, any -> new Programs(new LinkedHashSet<>(), new LinkedHashSet<>()));
  }
}
