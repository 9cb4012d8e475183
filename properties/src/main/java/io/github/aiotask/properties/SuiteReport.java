package io.github.aiotask.properties;

import io.github.aiotask.properties.suite.TestOutcome;
import io.github.aiotask.properties.suite.TestOutcome.Kind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of CPython's tests, those that are worse than with its own accelerator, and how many they are on the last line. */
final class SuiteReport {
  private static final String ROW = "%-26s%9s%9s%9s   |%9s%9s%9s   |%9s%n";
  private static final int LAST_LINES = 12; // of a failure

  private final PrintWriter out;
  private final String ours;
  private final String release;
  private final List<String> absent = new ArrayList<>();
  private final List<Worse> worse = new ArrayList<>();
  private final int[] sum = new int[7];

  private record Worse(String id, String ours, String theirs, String text) {}

  SuiteReport(PrintWriter out, String ours, String release) {
    this.out = out;
    this.ours = ours;
    this.release = release;
  }

  void absent(String module) {
    absent.add(module);
  }

  void begin() {
    out.println("CPython " + release + ": Task and Future of " + ours + " | its own in C");
    if (!absent.isEmpty()) {
      out.println("not in this CPython: " + String.join(", ", absent));
    }
    out.printf(ROW, "module", "ok", "skipped", "failed", "ok", "skipped", "failed", "worse");
    out.flush();
  }

  /**
   * Prints the row of a module.
   *
   * @param fault of a Python that spoke no sense to the bridge
   */
  void module(String name, List<TestOutcome> theirs, List<TestOutcome> mine, Optional<String> fault) {
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

  /** Prints the rest; whether there was something, and nothing of it worse. */
  boolean end() {
    print("all", sum);
    for (Worse one : worse) {
      out.println();
      out.println(one.id + ": " + one.ours + ", with the accelerator " + one.theirs);
      List<String> lines = one.text.lines().toList();
      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> out.println("    " + line));
    }
    out.println();
    int ran = sum[0] + sum[1] + sum[2];
    if (sum[0] == 0 && worse.isEmpty()) {
      out.println("NO TEST PASSED: this is no success");
    } else {
      String verdict = worse.isEmpty() ? "nothing is worse" : Count.of(worse.size(), "test") + " worse";
      out.println(verdict + ": " + Count.of(ran, "test") + " run");
    }
    return worse.isEmpty() && sum[0] > 0;
  }
}
