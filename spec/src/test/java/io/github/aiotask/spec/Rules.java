package io.github.aiotask.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of the rules' tables, and what is wrong with them. */
record Rules(List<Rule> rows, Set<String> chapters, List<String> faults) {
  /** @param where file:line */
  record Rule(String number, String where, List<String> findings) {}

  private static final List<String> COLUMNS = List.of("§", "Rule", "Python", "Why", "Else", "Source");
  private static final List<String> CHAPTERS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
  private static final Pattern CHAPTER = Pattern.compile("## (\\d+) .+");
  private static final Pattern NUMBER = Pattern.compile("§(([1-9]\\d*)\\.[1-9]\\d*)");
  private static final Pattern PYTHON = Pattern.compile("all|aiotask|(to|from) VERSION|from VERSION to VERSION".replace("VERSION", "\\d+\\.\\d+(\\.\\d+)?"));

  static Rules parse(Source readme) {
    Rules rules = new Rules(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
    List<String> order = new ArrayList<>();
    Map<String, String> first = new HashMap<>();
    String chapter = "";
    int lineNumber = 0;
    for (String line : readme.text().split("\n", -1)) {
      String where = readme.path() + ":" + ++lineNumber;
      if (line.startsWith("## ")) {
        Matcher heading = CHAPTER.matcher(line);
        chapter = heading.matches() ? heading.group(1) : "";
        if (!chapter.isEmpty()) {
          order.add(chapter);
        }
      } else if (line.startsWith("|")) {
        rules.row(chapter, where, line, first);
      }
    }
    rules.chapters.addAll(order);
    if (!order.equals(CHAPTERS)) {
      rules.faults.add(
          readme.path() + ": the chapters are " + order + ": make the headings \"## n Title\" run from 1 to 11");
    }
    return rules;
  }

  private void row(String chapter, String where, String line, Map<String, String> first) {
    String[] between = line.replaceFirst("\\|\\s*$", "").substring(1).split("\\|", -1);
    List<String> cells = Stream.of(between).map(String::strip).toList();
    Matcher number = NUMBER.matcher(cells.get(0));
    if (!number.matches()) {
      boolean head = cells.equals(COLUMNS) || cells.stream().allMatch(cell -> cell.matches("-+"));
      if (!chapter.isEmpty() && !head) {
        faults.add(where + ": a row without a number: begin it with \"| §" + chapter + ".n |\"");
      }
      return;
    }
    String rule = "rule " + number.group(1);
    if (!number.group(2).equals(chapter)) {
      faults.add(where + ": " + rule + " is not in its chapter: move the row, or correct its number");
    }
    String before = first.putIfAbsent(number.group(1), where);
    if (before != null) {
      faults.add(where + ": " + rule + " is there already, at " + before + ": give a number that no row ever had");
    } else if (cells.size() != COLUMNS.size() || cells.contains("")) {
      faults.add(where + ": " + rule + " wants the columns " + COLUMNS + ": fill each, – if there is nothing to say");
    } else {
      if (!PYTHON.matcher(cells.get(2)).matches()) {
        faults.add(where + ": " + rule + " is for Python \"" + cells.get(2) + "\": write all, to X, from X, from X to Y or aiotask");
      }
      rows.add(new Rule(number.group(1), where, List.of(cells.get(5).split("\\s+"))));
    }
  }
}
