package io.github.aiotask.properties;

import io.github.aiotask.properties.campaign.ResultFile;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.campaign.Shard;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the results of shards together. */
@Command(
    name = "report",
    description = "Puts the results of shards together, as --save has written them.",
    mixinStandardHelpOptions = true,
    versionProvider = Conform.Version.class)
final class ReportCommand implements Callable<Integer> {
  private static final int FEW = 20; // shards to be listed

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "result files of one command and one Python")
  private List<Path> files;

  @Option(names = "--all", description = "say all: why something is not compared, and why rules are untested")
  private boolean all;

  @Mixin private NothingCompared nothingCompared;

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
    boolean complete = printWholes(shards, out);
    printFindings(shards, out);
    printNotCompared(shards, out);
    long programs = shards.stream().mapToLong(ResultFile::generated).sum();
    double seconds = shards.stream().mapToDouble(ResultFile::seconds).sum();
    long compared = shards.stream().mapToLong(ResultFile::compared).sum();
    out.printf(Locale.ROOT, "%s, %,.0f s of work; %,d compared%n", Count.of(programs, "program"), seconds, compared);
    Map<String, Long> applied = new HashMap<>();
    shards.forEach(shard -> shard.applied().forEach((rule, count) -> applied.merge(rule, count, Long::sum)));
    Statistics.of(applied, Versions.parse(first.python()), rules(shards)).lines(all).forEach(out::println);
    boolean surprise = shards.stream().flatMap(shard -> shard.findings().stream()).anyMatch(entry -> !entry.expected());
    Optional<String> nothing = NothingCompared.of(rules(shards), applied.keySet(), compared);
    nothing.map(nothingCompared::explained).ifPresent(out::println);
    if (!complete) {
      out.println("NOT COMPLETE: this is no success");
    }
    return surprise || !complete ? Conform.DIFFERS : nothing.isPresent() ? nothingCompared.exitCode() : 0;
  }

  private List<ResultFile> read() throws BadInput {
    List<ResultFile> shards = new ArrayList<>();
    Map<String, Path> known = new HashMap<>();
    Map<Whole, Integer> counts = new HashMap<>();
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
      int count = shardOf(read).count();
      Integer other = counts.put(whole(read), count);
      if (other != null && other != count) {
        throw new BadInput(
            file + ": is one of " + count + " shards, another file is one of " + other + " of the same programs");
      }
      shards.add(read);
    }
    return shards;
  }

  private static Whole whole(ResultFile shard) {
    return new Whole(shard.seed(), shard.programs(), shard.rules());
  }

  private static Shard shardOf(ResultFile file) {
    return Shard.parse(file.shard());
  }

  /** Those of all shards together; all rules if one of them had them all. */
  private static RuleFilter rules(List<ResultFile> shards) {
    boolean all = shards.stream().anyMatch(shard -> shard.rules().isEmpty());
    return all ? RuleFilter.ALL : new RuleFilter(shards.stream().flatMap(shard -> shard.rules().stream()).distinct().toList());
  }

  private static String who(List<ResultFile> shards) {
    return String.join(", ", shards.stream().flatMap(shard -> shard.who().stream()).distinct().toList());
  }

  /** Says what ran of each campaign, and whether that is all. */
  private static boolean printWholes(List<ResultFile> shards, PrintWriter out) {
    Map<Whole, List<ResultFile>> ran = new LinkedHashMap<>();
    shards.forEach(shard -> ran.computeIfAbsent(whole(shard), any -> new ArrayList<>()).add(shard));
    boolean complete = true;
    for (Map.Entry<Whole, List<ResultFile>> one : ran.entrySet()) {
      Whole whole = one.getKey();
      List<String> absent = absent(one.getValue());
      complete = complete && absent.isEmpty();
      out.printf(
          Locale.ROOT, "seed %d%s: %,d of %s, %s%n",
          whole.seed(),
          whole.rules().isEmpty() ? "" : ", only §" + String.join(", §", whole.rules()),
          one.getValue().stream().mapToLong(ResultFile::generated).sum(),
          Count.of(whole.programs(), "program"),
          absent.isEmpty() ? "complete" : String.join(", ", absent));
    }
    return complete;
  }

  /** What there is not of a campaign. */
  private static List<String> absent(List<ResultFile> shards) {
    List<String> absent = new ArrayList<>();
    shards.stream()
        .filter(shard -> !shard.complete())
        .map(shard -> "shard " + shard.shard() + " ended early, after " + Count.of(shard.generated(), "program"))
        .forEach(absent::add);
    Set<Integer> there = shards.stream().map(shard -> shardOf(shard).number()).collect(Collectors.toSet());
    int count = shardOf(shards.get(0)).count();
    List<Integer> missing = IntStream.rangeClosed(1, count).boxed().filter(number -> !there.contains(number)).toList();
    if (!missing.isEmpty()) {
      String first = missing.stream().limit(FEW).map(number -> number + "/" + count).collect(Collectors.joining(", "));
      String more = missing.size() > FEW ? " and " + (missing.size() - FEW) + " more" : "";
      boolean one = missing.size() == 1;
      absent.add((one ? "shard " : "shards ") + first + more + (one ? " is missing" : " are missing"));
    }
    return absent;
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

  private void printNotCompared(List<ResultFile> shards, PrintWriter out) {
    Map<String, Map<String, Long>> reasons = new TreeMap<>();
    for (ResultFile shard : shards) {
      shard
          .notCompared()
          .forEach(
              (who, its) ->
                  its.forEach(
                      (why, count) -> reasons.computeIfAbsent(who, any -> new TreeMap<>()).merge(why, count, Long::sum)));
    }
    reasons.forEach((who, its) -> CampaignReport.notCompared(who, its, all).forEach(out::println));
  }
}
