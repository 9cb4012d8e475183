package io.github.aiotask.properties;

import io.github.aiotask.properties.suite.TestOutcome;
import io.github.aiotask.properties.suite.TestOutcome.Kind;
import io.github.aiotask.properties.suite.TestRun;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of CPython's tests, those that are worse than with its own accelerator, runs that were lost, and on the last line a verdict. */
final class SuiteReport {
  private static final String ROW = "%-26s%9s%9s%9s   |%9s%9s%9s   |%9s%n";
  private static final int LAST_LINES = 12; // of a failure

  private final PrintWriter out;
  private final String ours;
  private final String release;
  private final boolean untried;
  private final List<String> absent = new ArrayList<>();
  private final List<Worse> worse = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private final int[] sum = new int[7];

  private record Worse(String id, String ours, String theirs, String text) {}

  /** Untried: a Python that the plug was written for, and not run on. */
  SuiteReport(PrintWriter out, String ours, String release, boolean untried) {
    this.out = out;
    this.ours = ours;
    this.release = release;
    this.untried = untried;
  }

  static String untried(String python) {
    return "untried: this has not run on a CPython " + python + " yet; what is worse may be the plug's fault";
  }

  void absent(String module) {
    absent.add(module);
  }

  void begin() {
    out.println("CPython " + release + ": Task and Future of " + ours + " | its own in C");
    if (untried) {
      out.println(untried(release));
    }
    if (!absent.isEmpty()) {
      out.println("not in this CPython: " + String.join(", ", absent));
    }
    out.printf(ROW, "module", "ok", "skipped", "failed", "ok", "skipped", "failed", "worse");
    out.flush();
  }

  /**
   * Prints the row of a module. Where a run was lost, it has what there is.
   *
   * @param fault of a Python that spoke no sense to the bridge
   */
  void module(String name, TestRun theirRun, TestRun myRun, Optional<String> fault) {
    addLost(name + " with the accelerator", theirRun);
    addLost(name + " with " + ours, myRun);
    List<TestOutcome> theirs = theirRun.outcomes();
    List<TestOutcome> mine = myRun.outcomes();
    int before = worse.size();
    Map<String, TestOutcome> byId = new LinkedHashMap<>();
    mine.forEach(one -> byId.put(one.id(), one));
    for (TestOutcome one : theirs) {
      compare(one, byId.remove(one.id()));
    }
    byId.values().stream() // those that the accelerator's run did not come to
        .filter(one -> one.kind() == Kind.FAILED)
        .forEach(one -> worse.add(new Worse(one.id(), "failed", "not run", one.text())));
    fault.ifPresent(text -> worse.add(new Worse("(the bridge, in " + name + ")", "failed", "none", text)));
    int[] row = {
      count(mine, Kind.OK), count(mine, Kind.SKIPPED), count(mine, Kind.FAILED),
      count(theirs, Kind.OK), count(theirs, Kind.SKIPPED), count(theirs, Kind.FAILED), worse.size() - before
    };
    print(name, row);
    for (int i = 0; i < row.length; i++) {
      sum[i] += row[i];
    }
  }

  private void addLost(String what, TestRun run) {
    if (run.lost() != null) {
      lost.add(what + ": " + run.lost());
    }
  }

  private void compare(TestOutcome theirs, TestOutcome mine) {
    if (theirs.kind() == Kind.FAILED) {
      return; // nothing is worse than that
    }
    String words = theirs.kind() == Kind.OK ? "ok" : "skipped";
    if (mine == null) {
      worse.add(new Worse(theirs.id(), "not run", words, ""));
    } else if (mine.kind().compareTo(theirs.kind()) > 0) {
      worse.add(new Worse(theirs.id(), mine.kind() == Kind.FAILED ? "failed" : "skipped", words, mine.text()));
    }
  }

  private static int count(List<TestOutcome> outcomes, Kind kind) {
    return (int) outcomes.stream().filter(one -> one.kind() == kind).count();
  }

  private void print(String name, int[] row) {
    out.printf(ROW, name, row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
    out.flush();
  }

  /** Prints the rest; whether there was something, all of it, and nothing worse. */
  boolean end() {
    print("all", sum);
    for (Worse one : worse) {
      out.println();
      out.println(one.id + ": " + one.ours + ", with the accelerator " + one.theirs);
      List<String> lines = one.text.lines().toList();
      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> out.println("    " + line));
    }
    out.println();
    lost.forEach(one -> out.println("LOST: " + one));
    out.println(verdict());
    return worse.isEmpty() && lost.isEmpty() && sum[0] > 0;
  }

  private String verdict() {
    String run = Count.of(sum[0] + sum[1] + sum[2], "test") + " run";
    if (!worse.isEmpty()) {
      return Count.of(worse.size(), "test") + " worse: " + run;
    }
    if (sum[0] == 0) {
      return "NO TEST PASSED: this is no success";
    }
    return lost.isEmpty() ? "nothing is worse: " + run : "A RUN WAS LOST: this is no success: " + run;
  }
}
