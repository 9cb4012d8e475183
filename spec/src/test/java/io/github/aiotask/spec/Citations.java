package io.github.aiotask.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where texts cite rules ("§6.2", "§2.6 to §2.9", a chapter as "§6"), and what is wrong with how they do. */
record Citations(List<Citation> all, List<String> faults) {
  /**
   * @param rule its number, or a chapter's
   * @param where file:line
   */
  record Citation(String rule, String where) {}

  /** Space, with a comment's line break in it. */
  private static final String SPACE = "[\\s*\\\\/]+";

  private static final Pattern CITATION =
      Pattern.compile(
          "§(?<gap>\\s+)?(?<chapter>\\d+)(?:\\.(?<rule>\\d+))?"
              + ("(?:" + SPACE + "to" + SPACE + "§(?<toChapter>\\d+)(?:\\.(?<toRule>\\d+))?")
              + ("|(?<bare>(?:,|" + SPACE + "(?:and|or|to))" + SPACE + "\\d+\\.\\d+))?"));

  static Citations in(List<Source> sources) {
    Citations citations = new Citations(new ArrayList<>(), new ArrayList<>());
    for (Source source : sources) {
      Matcher matcher = CITATION.matcher(source.text());
      while (matcher.find()) {
        citations.add(matcher, source.at(matcher.start()));
      }
    }
    return citations;
  }

  private void add(Matcher matcher, String where) {
    String chapter = matcher.group("chapter");
    String rule = matcher.group("rule");
    if (matcher.group("gap") != null) {
      faults.add(where + ": \"" + matcher.group() + "\" is not found by its number: write § close to it");
    }
    if (matcher.group("bare") != null) {
      faults.add(where + ": \"" + matcher.group() + "\" is not found by its second number: put § before each");
    }
    if (matcher.group("toChapter") == null) {
      all.add(new Citation(rule == null ? chapter : chapter + "." + rule, where));
      return;
    }
    String toChapter = matcher.group("toChapter");
    String toRule = matcher.group("toRule");
    boolean ofRules = rule != null && toRule != null && chapter.equals(toChapter);
    boolean ofChapters = rule == null && toRule == null;
    int from = Integer.parseInt(ofRules ? rule : chapter);
    int to = Integer.parseInt(ofRules ? toRule : toChapter);
    if (!(ofRules || ofChapters) || from >= to) {
      faults.add(where + ": \"" + matcher.group() + "\" is no range: write it as §2.6 to §2.9");
      return;
    }
    for (int number = from; number <= to; number++) {
      all.add(new Citation(ofRules ? chapter + "." + number : String.valueOf(number), where));
    }
  }
}
