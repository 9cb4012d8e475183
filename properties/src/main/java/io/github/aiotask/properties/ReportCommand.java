package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.ResultFile;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the results of shards together. */
@Command(
    name = "report",
    description = "Puts the results of shards together, as --save has written them.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "result files of one command and one Python")
  private List<Path> files;

  @Spec private CommandSpec spec;

  /** What a campaign is, without its shard. */
  private record Whole(long seed, long programs, List<String> rules) {}

  @Override
  public Integer call() throws BadInput {
    List<ResultFile> shards = read();
    PrintWriter out = spec.commandLine().getOut();
    ResultFile first = shards.get(0);
    out.printf(
        Locale.ROOT,
        "%s as Python %s: %s, on %s%n",
        first.command(),
        first.python(),
        Count.of(shards.size(), "result file"),
        who(shards));
    printMissing(shards, out);
    printFindings(shards, out);
    printNotCompared(shards, out);
    long programs = shards.stream().mapToLong(ResultFile::generated).sum();
    double seconds = shards.stream().mapToDouble(ResultFile::seconds).sum();
    out.printf(Locale.ROOT, "%s, %,.0f s of work%n", Count.of(programs, "program"), seconds);
    Map<String, Long> applied = new HashMap<>();
    shards.forEach(shard -> shard.applied().forEach((rule, count) -> applied.merge(rule, count, Long::sum)));
    Statistics.of(applied, Versions.parse(first.python()), rules(shards)).lines().forEach(out::println);
    boolean surprise = shards.stream().flatMap(shard -> shard.findings().stream()).anyMatch(entry -> !entry.expected());
    return surprise ? Conform.DIFFERS : 0;
  }

  private List<ResultFile> read() throws BadInput {
    List<ResultFile> shards = new ArrayList<>();
    Map<String, Path> known = new HashMap<>();
    for (Path file : files) {
      ResultFile read = ResultFile.read(file);
      if (!shards.isEmpty()
          && !(read.command().equals(shards.get(0).command()) && read.python().equals(shards.get(0).python()))) {
        throw new BadInput(
            file + ": is of " + read.command() + " as Python " + read.python() + ", the first file is of "
                + shards.get(0).command() + " as Python " + shards.get(0).python());
      }
      Path same = known.put(whole(read) + " " + read.shard(), file);
      if (same != null) {
        throw new BadInput(file + ": is the shard of " + same + " once more");
      }
      shards.add(read);
    }
    return shards;
  }

  private static Whole whole(ResultFile shard) {
    return new Whole(shard.seed(), shard.programs(), shard.rules());
  }

  /** Those of all shards together; all rules if one of them had them all. */
  private static RuleFilter rules(List<ResultFile> shards) {
    boolean all = shards.stream().anyMatch(shard -> shard.rules().isEmpty());
    return all ? RuleFilter.ALL : new RuleFilter(shards.stream().flatMap(shard -> shard.rules().stream()).distinct().toList());
  }

  private static String who(List<ResultFile> shards) {
    return String.join(", ", shards.stream().flatMap(shard -> shard.who().stream()).distinct().toList());
  }

  private static void printMissing(List<ResultFile> shards, PrintWriter out) {
    Map<Whole, Long> ran = new HashMap<>();
    shards.forEach(shard -> ran.merge(whole(shard), shard.generated(), Long::sum));
    ran.forEach(
        (whole, programs) -> {
          String state = programs >= whole.programs() ? "complete" : "the others are missing or ended early";
          String rules = whole.rules().isEmpty() ? "" : ", only §" + String.join(", §", whole.rules());
          out.printf(
              Locale.ROOT, "seed %d%s: %,d of %s, %s%n",
              whole.seed(), rules, programs, Count.of(whole.programs(), "program"), state);
        });
  }

  private static void printFindings(List<ResultFile> shards, PrintWriter out) {
    Map<String, List<ResultFile.Entry>> alike = new TreeMap<>();
    for (ResultFile shard : shards) {
      for (ResultFile.Entry entry : shard.findings()) {
        String what = entry.rule().isEmpty() ? entry.who() + ": " + entry.note() : "§" + entry.rule() + " by " + entry.who();
        alike.computeIfAbsent(what, any -> new ArrayList<>()).add(entry);
      }
    }
    alike.forEach(
        (what, entries) ->
            out.printf(
                Locale.ROOT,
                "%s: %s%s: %s%n",
                what,
                Count.of(entries.stream().mapToLong(ResultFile.Entry::programs).sum(), "program"),
                entries.stream().allMatch(ResultFile.Entry::expected) ? ", expected" : "",
                String.join(" ", entries.stream().map(ResultFile.Entry::id).toList())));
    if (alike.isEmpty()) {
      out.println("no difference");
    }
  }

  private static void printNotCompared(List<ResultFile> shards, PrintWriter out) {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    for (ResultFile shard : shards) {
      shard
          .notCompared()
          .forEach(
              (who, reasons) ->
                  reasons.forEach(
                      (why, count) -> all.computeIfAbsent(who, any -> new TreeMap<>()).merge(why, count, Long::sum)));
    }
    all.forEach((who, reasons) -> CampaignReport.notCompared(who, reasons).forEach(out::println));
  }
}
