package io.github.aiotask.spec;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.check.RuleBook.Rule;
import io.github.aiotask.properties.html.HistoryRow;
import io.github.aiotask.properties.html.HistoryRow.Change;
import io.github.aiotask.properties.html.HistoryRow.Shown;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules that changed, which of them belong together, and the recorded programs that show each change. */
final class History {
  private static final String PROGRAMS = "properties/src/main/resources/io/github/aiotask/properties/history.jsonl";
  private static final List<PythonVersion> VERSIONS = List.of(PythonVersion.values());

  /** What a rule of all versions says of some: "from 3.9 on", "to 3.7", "in 3.4". */
  private static final Pattern IN_TEXT = Pattern.compile("\\b(?:from 3\\.(\\d+) on|to 3\\.(\\d+)|in 3\\.(4))\\b");

  /** The rules of a switch, as the two files with switches name them. */
  private static final Pattern SWITCH = Pattern.compile("/\\*\\* (§.*?) \\*/");

  private static final Pattern CITED = Pattern.compile("§(\\d+)\\.(\\d+)( to §\\d+\\.(\\d+))?");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\.\\d+\\b");

  private static final List<String> MISSING = List.of("(not recorded)");
  private static final Set<String> OPENING = Set.of("try", "catch", "timeout", "group");

  private final RuleBook book;
  private final List<Recording> programs;
  private final Map<String, Scenario> scenarios;
  private final Map<String, String> reasons;
  private final String toRoot;
  private final Map<String, Set<String>> kin = new HashMap<>(); // by the rule's number, itself included

  /**
   * What was recorded of asyncio's functions and locks, outside of the kit.
   *
   * @param path of its file
   * @param program its lines, none if it is code
   * @param traces by version
   */
  record Scenario(String id, String about, String path, List<String> program, Map<String, List<String>> traces) {}

  /**
   * Of a checkout.
   *
   * @param switches the sources that say which rules change together
   * @param reasons why no program of the version before did another thing, by rule and first version: {@code 11.5 in 3.6}
   * @param toRoot leads to the checkout
   */
  History(
      RuleBook book,
      List<Source> switches,
      List<Recording> programs,
      Map<String, Scenario> scenarios,
      Map<String, String> reasons,
      String toRoot) {
    this.book = book;
    this.programs = List.copyOf(programs);
    this.scenarios = Map.copyOf(scenarios);
    this.reasons = Map.copyOf(reasons);
    this.toRoot = toRoot;
    changed().forEach(rule -> kin.put(rule.number(), new TreeSet<>(Set.of(rule.number()))));
    for (Source source : switches) {
      SWITCH.matcher(source.text()).results().forEach(found -> join(cited(found.group(1))));
    }
    changed().forEach(this::joinWithWhatReplacesIt);
  }

  private List<Rule> changed() {
    return book.byNumber().values().stream().filter(rule -> !changes(rule).isEmpty()).toList();
  }

  private static List<String> cited(String text) {
    List<String> rules = new ArrayList<>();
    Matcher matcher = CITED.matcher(text);
    while (matcher.find()) {
      int first = Integer.parseInt(matcher.group(2));
      int last = matcher.group(4) == null ? first : Integer.parseInt(matcher.group(4));
      IntStream.rangeClosed(first, last).forEach(number -> rules.add(matcher.group(1) + "." + number));
    }
    return rules;
  }

  /** Those of them that changed and are of one chapter stand together from now on. */
  private void join(List<String> rules) {
    for (String one : rules) {
      for (String other : rules) {
        if (RuleBook.chapterOf(one).equals(RuleBook.chapterOf(other)) && kin.containsKey(one) && kin.containsKey(other)) {
          Set<String> both = new TreeSet<>(kin.get(one));
          both.addAll(kin.get(other));
          both.forEach(rule -> kin.put(rule, both));
        }
      }
    }
  }

  /** A rule that went may say what came: "(3.8 mended it: 3.10.)". */
  private void joinWithWhatReplacesIt(Rule rule) {
    for (int end : changes(rule)) {
      if (!rule.isOf(VERSIONS.get(end))) {
        NUMBER.matcher(rule.why()).results()
            .flatMap(found -> book.find(found.group()).stream())
            .filter(other -> other.isOf(VERSIONS.get(end)) && !other.isOf(VERSIONS.get(end - 1)))
            .forEach(other -> join(List.of(rule.number(), other.number())));
      }
    }
  }

  /** The first versions in which a rule is not what it was in the one before: their places among all. */
  private static Set<Integer> changes(Rule rule) {
    Set<Integer> changes = new TreeSet<>();
    if (rule.python().equals("aiotask")) {
      return changes;
    }
    IntStream.range(1, VERSIONS.size())
        .filter(i -> rule.isOf(VERSIONS.get(i)) != rule.isOf(VERSIONS.get(i - 1)))
        .forEach(changes::add);
    Matcher said = IN_TEXT.matcher(rule.text());
    while (said.find()) {
      int first =
          said.group(1) != null
              ? Integer.parseInt(said.group(1))
              : Integer.parseInt(Objects.requireNonNullElse(said.group(2), said.group(3))) + 1;
      IntStream.range(1, VERSIONS.size())
          .filter(i -> VERSIONS.get(i).minor() >= first && VERSIONS.get(i - 1).minor() < first)
          .forEach(changes::add);
    }
    return changes;
  }

  /** The rows; rules that replace each other in one list, the older ones first. */
  List<List<HistoryRow>> groups() {
    Collection<Set<String>> groups = new LinkedHashSet<>();
    changed().forEach(rule -> groups.add(kin.get(rule.number())));
    Comparator<HistoryRow> byAge =
        Comparator.comparingInt(row -> (int) VERSIONS.stream().takeWhile(version -> !row.rule().isOf(version)).count());
    return groups.stream()
        .map(
            group ->
                group.stream()
                    .map(number -> row(book.find(number).orElseThrow()))
                    .sorted(byAge.thenComparing(row -> row.rule().number(), RuleBook.BY_NUMBER))
                    .toList())
        .toList();
  }

  private HistoryRow row(Rule rule) {
    List<Change> all = new ArrayList<>();
    for (int i : changes(rule)) {
      PythonVersion before = VERSIONS.get(i - 1);
      PythonVersion after = VERSIONS.get(i);
      List<Shown> shown = new ArrayList<>();
      programs.stream()
          .filter(one -> one.rules().contains(rule.number()))
          .map(one -> shown(one, before, after))
          .forEach(shown::add);
      kin.get(rule.number()).stream()
          .flatMap(number -> Stream.of(book.find(number).orElseThrow().source().split(" ")))
          .distinct()
          .flatMap(id -> Stream.ofNullable(scenarios.get(id)))
          .map(one -> shown(one, before, after))
          .forEach(shown::add);
      List<Shown> telling =
          shown.stream()
              .filter(one -> !one.before().equals(MISSING) && !one.after().equals(MISSING) && !one.before().equals(one.after()))
              .toList();
      List<Shown> first = // what the version before could not run
          shown.stream().filter(one -> one.before().equals(MISSING) && !one.after().equals(MISSING) && isOwn(rule, one.id()))
              .map(one -> new Shown(one.id(), one.about(), one.program(), one.href(), List.of(), one.after()))
              .toList();
      String reason = telling.isEmpty() ? reasons.getOrDefault(rule.number() + " in " + after.number(), "") : "";
      all.add(new Change(before, after, reason.isEmpty() ? telling : first, reason));
    }
    return new HistoryRow(rule, all);
  }

  /** Whether a program is about the rule itself, and not about one of its kin. */
  private boolean isOwn(Rule rule, String id) {
    return !scenarios.containsKey(id) || List.of(rule.source().split(" ")).contains(id);
  }

  private Shown shown(Recording one, PythonVersion before, PythonVersion after) {
    Function<PythonVersion, List<String>> trace = version -> one.versions().contains(version) ? one.expected(version) : MISSING;
    List<String> lines = text(Objects.requireNonNull(one.program()));
    return new Shown(one.id(), one.about(), lines, toRoot + PROGRAMS, trace.apply(before), trace.apply(after));
  }

  private Shown shown(Scenario one, PythonVersion before, PythonVersion after) {
    Function<PythonVersion, List<String>> trace = version -> one.traces().getOrDefault(version.number(), MISSING);
    return new Shown(one.id(), one.about(), one.program(), toRoot + one.path(), trace.apply(before), trace.apply(after));
  }

  private static List<String> text(Program program) {
    List<String> lines = new ArrayList<>(List.of("main:"));
    lines.addAll(indented(ProgramWriter.text(program.main())));
    new TreeMap<>(program.bodies())
        .forEach(
            (name, code) -> {
              lines.add(name + ":");
              lines.addAll(indented(ProgramWriter.text(code)));
            });
    return lines;
  }

  private static List<String> indented(List<String> code) {
    List<String> lines = new ArrayList<>();
    int depth = 1;
    for (String line : code) {
      String word = line.split(" ", 2)[0];
      depth -= word.equals("catch") || word.equals("end") ? 1 : 0;
      lines.add("  ".repeat(Math.max(depth, 1)) + line);
      depth += OPENING.contains(word) ? 1 : 0;
    }
    return lines;
  }

  /** What does not fit, each with its remedy. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    Set<String> linked = new TreeSet<>();
    for (HistoryRow row : groups().stream().flatMap(List::stream).toList()) {
      for (Change change : row.changes()) {
        String where = row.rule().number() + " in " + change.after().number();
        change.shown().forEach(shown -> linked.add(row.rule().number() + " " + shown.id()));
        if (!change.without().isEmpty()) {
          used.add(where);
        } else if (change.shown().isEmpty()) {
          String remedy = ": write one in " + PROGRAMS + ", or give the reason why not";
          faults.add("§" + where + ": no recorded program shows the change" + remedy);
        }
      }
    }
    reasons.keySet().stream()
        .filter(where -> !used.contains(where))
        .forEach(where -> faults.add("§" + where + ": no reason is needed: there is a program, or no such change"));
    for (Recording program : programs) {
      for (String rule : program.rules()) {
        if (kin.containsKey(rule) && !linked.contains(rule + " " + program.id())) {
          faults.add(program.id() + " names §" + rule + ", and does the same on both sides of each of its changes");
        }
      }
    }
    return faults;
  }
}
