package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.program.Recording;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The table of a recorded run, its differences side by side, and on the last line how many there are. */
final class RecordedReport {
  private static final int BEFORE = 3; // lines
  private static final int AFTER = 6;

  private final List<RecordedRun> runs;
  private final Set<Recording> random;
  private final List<Recording> impossible;
  private final PrintWriter out;

  RecordedReport(List<RecordedRun> runs, Set<Recording> random, List<Recording> impossible, PrintWriter out) {
    this.runs = runs;
    this.random = random;
    this.impossible = impossible;
    this.out = out;
  }

  void print(boolean withReasons) {
    out.printf("%-16s%-8s%9s%9s%9s%n", "chapter", "python", "programs", "agree", "differ");
    RuleBook.builtIn().chapters().forEach(
        (number, name) ->
            printRows(number + " " + name, one -> !random.contains(one) && one.chapter().equals(number)));
    printRows("random programs", random::contains);
    printRows("all", one -> true);
    if (!impossible.isEmpty()) {
      out.println();
      out.println(
          impossible.size() + " more cannot run on the JVM" + (withReasons ? ":" : " (--reasons says why): ")
              + (withReasons ? "" : String.join(" ", impossible.stream().map(Recording::id).toList())));
    }
    if (withReasons) {
      impossible.forEach(one -> out.println("  " + one.id() + "  " + one.about() + ": " + one.cannot()));
      runs.stream()
          .map(RecordedRun::recording)
          .distinct()
          .forEach(
              one -> one.absent().forEach((line, why) -> out.println("  " + one.id() + "  line \"" + line + "\": " + why)));
    }
    runs.stream().filter(run -> !run.agrees()).forEach(this::printDifference);
    out.println();
    printVerdict();
  }

  private void printVerdict() {
    long differing = runs.stream().filter(run -> !run.agrees()).count();
    if (!runs.isEmpty()) {
      String verdict = differing == 0 ? "nothing differs" : Count.differing(differing);
      out.println(verdict + ": " + Count.of(runs.size(), "run") + " compared");
    }
  }

  private void printRows(String title, Predicate<Recording> wanted) {
    String shown = title;
    for (PythonVersion version : PythonVersion.values()) {
      List<RecordedRun> rows =
          runs.stream().filter(run -> run.version() == version && wanted.test(run.recording())).toList();
      long agree = rows.stream().filter(RecordedRun::agrees).count();
      if (!rows.isEmpty()) {
        out.printf("%-16s%-8s%9d%9d%9d%n", shown, version.number(), rows.size(), agree, rows.size() - agree);
        shown = "";
      }
    }
  }

  private void printDifference(RecordedRun run) {
    out.println();
    out.println(
        run.recording().id() + " as Python " + run.version().number() + ": " + run.recording().about()
            + " (§" + String.join(", §", run.recording().rules()) + ")");
    run.sideBySide().printAround(out, BEFORE, AFTER);
  }
}
