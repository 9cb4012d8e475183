package io.github.aiotask.spec;

import io.github.aiotask.spec.Citations.Citation;
import io.github.aiotask.spec.Rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins the rules, what cites them, and the findings that they come from. */
final class RuleIndex {
  private static final Pattern CHECKED = Pattern.compile("@Rule\\(\"([0-9.]+)\"\\)");
  private static final Pattern UNTESTED = Pattern.compile("@Untested\\(rule = \"([0-9.]+)\"");

  private static final String LEFT_OUT = "## What the formulas leave out";

  private RuleIndex() {}

  /**
   * What does not fit, each with its place and its remedy.
   *
   * @param obeying what must obey the rules, and so cite each
   * @param citing what else cites them
   * @param findings what a rule's Source may name, and all rules together must
   */
  static List<String> faults(Source readme, List<Source> obeying, List<Source> citing, Set<String> findings) {
    Rules rules = Rules.parse(readme);
    Citations obeyed = Citations.in(obeying);
    Citations others = Citations.in(citing);

    List<String> faults = new ArrayList<>(rules.faults());
    faults.addAll(obeyed.faults());
    faults.addAll(others.faults());

    Set<String> numbers = rules.rows().stream().map(Rule::number).collect(Collectors.toSet());
    for (Citations citations : List.of(obeyed, others)) {
      for (Citation citation : citations.all()) {
        if (!numbers.contains(citation.rule()) && !rules.chapters().contains(citation.rule())) {
          String remedy = " is no rule: correct it, or write the rule in " + readme.path();
          faults.add(citation.where() + ": §" + citation.rule() + remedy);
        }
      }
    }

    Set<String> cited = obeyed.all().stream().map(Citation::rule).collect(Collectors.toSet());
    for (Rule rule : rules.rows()) {
      if (!cited.contains(rule.number())) {
        faults.add(rule.where() + ": no code cites §" + rule.number() + ": cite it at the line that obeys it");
      }
      for (String finding : rule.findings()) {
        if (!findings.contains(finding) && !finding.equals("–")) {
          faults.add(rule.where() + ": " + finding + " is no finding: correct the Source of rule " + rule.number());
        }
      }
    }

    Set<String> named = rules.rows().stream().flatMap(rule -> rule.findings().stream()).collect(Collectors.toSet());
    for (String finding : findings) {
      if (!named.contains(finding)) {
        faults.add(readme.path() + ": no rule's Source names " + finding + ": name it where it became a rule");
      }
    }
    return faults;
  }

  /**
   * The rules that have neither a property nor a reason why not, and properties of no rule.
   *
   * @param contracts the sources of the kit's contracts
   */
  static List<String> unchecked(Source readme, List<Source> contracts) {
    Set<String> numbers = Rules.parse(readme).rows().stream().map(Rule::number).collect(Collectors.toSet());
    Set<String> checked = numbersIn(contracts, CHECKED);
    Set<String> untested = numbersIn(contracts, UNTESTED);
    List<String> faults = new ArrayList<>();
    for (String number : new TreeSet<>(numbers)) {
      if (!checked.contains(number) && !untested.contains(number)) {
        faults.add("§" + number + " has no property: write one in a contract, or say why not with @Untested");
      }
      if (checked.contains(number) && untested.contains(number)) {
        faults.add("§" + number + " is untested and has a property: keep one of the two");
      }
    }
    Stream.concat(checked.stream(), untested.stream())
        .filter(number -> !numbers.contains(number))
        .sorted()
        .forEach(number -> faults.add("§" + number + " is no rule: correct it in its contract"));
    return faults;
  }

  /**
   * The rules that have neither a formula nor a reason why not, and those that have both.
   *
   * @param modules of TLA+
   */
  static List<String> unstated(Source readme, List<Source> modules) {
    Set<String> stated = Citations.in(modules).all().stream().map(Citation::rule).collect(Collectors.toSet());
    Set<String> leftOut = Citations.in(List.of(leftOut(readme))).all().stream().map(Citation::rule).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    if (!readme.text().contains(LEFT_OUT)) {
      return List.of(readme.path() + ": the heading \"" + LEFT_OUT + "\" is missing");
    }
    for (Rule rule : Rules.parse(readme).rows()) {
      String number = rule.number();
      if (!stated.contains(number) && !leftOut.contains(number)) {
        faults.add("§" + number + " has no formula: write one in TLA+, or say why not under \"" + LEFT_OUT + "\"");
      }
      if (stated.contains(number) && leftOut.contains(number)) {
        faults.add("§" + number + " is left out and has a formula: keep one of the two");
      }
    }
    return faults;
  }

  /** The part of the rules' text that says so; what is before it is blank, so that its lines keep their numbers. */
  static Source leftOut(Source readme) {
    String text = readme.text();
    int start = Math.max(text.indexOf(LEFT_OUT), 0);
    return new Source(readme.path(), "\n".repeat((int) text.substring(0, start).lines().count()) + text.substring(start));
  }

  private static Set<String> numbersIn(List<Source> sources, Pattern pattern) {
    return sources.stream()
        .flatMap(source -> pattern.matcher(source.text()).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
