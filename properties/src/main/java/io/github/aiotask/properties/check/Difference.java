package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.model.Situation;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.ProgramWriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a trace departs from the rules.
 *
 * @param program that shows it
 * @param version as which Python it ran
 * @param who ran it, and where
 * @param expected the model's trace
 * @param actual the other one
 */
public record Difference(
    Program program, PythonVersion version, String who, List<Line> expected, List<String> actual) {

  private static final int LIKELY = 3; // with those, 6 of 7 planted faults are named
  private static final int BEFORE = 8;
  private static final int AFTER = 8;

  /** Copies the traces. */
  public Difference {
    expected = List.copyOf(expected);
    actual = List.copyOf(actual);
  }

  /** The index of the first line that differs. */
  public int at() {
    int index = 0;
    while (index < expected.size() && index < actual.size() && expected.get(index).text().equals(actual.get(index))) {
      index++;
    }
    return index;
  }

  /** The number of the rule that is broken there, as far as it can be told: the first of {@link #rules()}. */
  public String rule() {
    return rules().get(0);
  }

  /** The rules that have applied where the traces part: one of them is broken, most likely one of the first. */
  public List<String> rules() {
    int at = at();
    BrokenRule broken = new BrokenRule(expected, actual, at);
    Set<String> rules = new HashSet<>();
    String number = broken.number();
    rules.add(number);
    int from = broken.isSure() ? at - 1 : lastLookBefore(at);
    for (int i = Math.max(0, from); i <= at && i < expected.size(); i++) {
      rules.add(expected.get(i).rule());
      rules.addAll(expected.get(i).since());
    }
    rules.removeIf(Situation::isOne);
    if (rules.size() > 1) {
      rules.remove(Model.DIFFERENCE);
    }
    Comparator<String> rarest = Rarity.order(version);
    Comparator<String> numberFirst = Comparator.comparing(rule -> !rule.equals(number));
    return rules.stream().sorted(broken.isOfAPart() ? numberFirst.thenComparing(rarest) : rarest).toList();
  }

  /** Whether what breaks that rule may be the cause: it has applied before the traces part, or where they do. */
  public boolean mayComeOf(String rule) {
    return expected.subList(0, Math.min(at() + 1, expected.size())).stream()
        .anyMatch(line -> line.rule().equals(rule) || line.since().contains(rule));
  }

  /** Where what was seen of the state before begins. */
  private int lastLookBefore(int index) {
    int i = index - 1;
    while (i >= 0 && i < expected.size() && !expected.get(i).keys().isEmpty()) {
      i--;
    }
    while (i >= 0 && expected.get(Math.min(i, expected.size() - 1)).keys().isEmpty()) {
      i--;
    }
    return i;
  }

  /** The first of {@link #rules()}: those that {@link #named()} has. */
  public List<String> likely() {
    return rules().stream().limit(LIKELY).toList();
  }

  /** As in "§6.2, or else §6.4, §1.9". */
  public String named() {
    String others = others();
    return "§" + rule() + (others.isEmpty() ? "" : ", " + others);
  }

  /** As in "or else §6.4, §1.9", or empty: what may be broken in the place of {@link #rule()}. */
  public String others() {
    String others = likely().stream().skip(1).map(rule -> "§" + rule).collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "or else " + others;
  }

  /** What is wrong in the first line that differs, in words that are the same wherever one cause does the same. */
  public String symptom() {
    return Symptom.of(this);
  }

  /** The program, and both traces side by side from a little before the first line that differs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(who).append(" as Python ").append(version.number()).append(" breaks ").append(named()).append('\n');
    text.append("  main: ").append(String.join("; ", ProgramWriter.text(program.main()))).append('\n');
    new TreeMap<>(program.bodies())
        .forEach((name, code) ->
            text.append("  ").append(name).append(": ").append(String.join("; ", ProgramWriter.text(code))).append('\n'));
    text.append(String.format("  %-64s %s%n", "expected", "actual"));
    int at = at();
    for (int i = Math.max(0, at - BEFORE); i < Math.max(expected.size(), actual.size()) && i < at + AFTER; i++) {
      String left = i < expected.size() ? expected.get(i).text() : "";
      String right = i < actual.size() ? actual.get(i) : "";
      text.append(String.format("%s %-64s %s%n", left.equals(right) ? " " : ">", left, right));
    }
    return text.toString();
  }
}
