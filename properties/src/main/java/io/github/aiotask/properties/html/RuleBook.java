package io.github.aiotask.properties.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the rules.
 *
 * @param rules in the order of the text
 */
public record RuleBook(List<Rule> rules) {
  /** Where the build puts the text. */
  private static final String RESOURCE = "/io/github/aiotask/properties/rules.md";

  private static final Pattern CHAPTER = Pattern.compile("## +([0-9]+) +(.+)");
  private static final Pattern ROW = Pattern.compile("\\| *§([0-9]+\\.[0-9]+) *\\|(.*)");
  private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final int CELLS = 5;

  /** Copies the list. */
  public RuleBook {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param number as in {@code 6.2}
   * @param chapter as in {@code 6 Cancel}
   * @param text what must hold
   * @param python for which versions
   * @param why the reason
   * @param otherwise what an observer would see if it did not hold
   * @param source the findings that it comes from
   */
  public record Rule(String number, String chapter, String text, String python, String why, String otherwise, String source) {}

  /**
   * Reads the rows of all tables that are about rules.
   *
   * @param markdown the whole text
   * @throws IllegalArgumentException if a row has too few cells, or two have the same number
   */
  public static RuleBook parse(String markdown) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    String chapter = "";
    for (String line : markdown.lines().map(String::strip).toList()) {
      Matcher title = CHAPTER.matcher(line);
      if (title.matches()) {
        chapter = title.group(1) + " " + title.group(2).strip();
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Rule rule = rule(row.group(1), chapter, row.group(2));
        if (rules.put(rule.number(), rule) != null) {
          throw new IllegalArgumentException("two rules have the number " + rule.number());
        }
      }
    }
    return new RuleBook(new ArrayList<>(rules.values()));
  }

  private static Rule rule(String number, String chapter, String cells) {
    String[] cell = BETWEEN_CELLS.split(cells);
    if (cell.length < CELLS) {
      throw new IllegalArgumentException("rule " + number + " has " + cell.length + " cells after its number");
    }
    for (int i = 0; i < cell.length; i++) {
      cell[i] = cell[i].strip().replace("\\|", "|");
    }
    return new Rule(number, chapter, cell[0], cell[1], cell[2], cell[3], cell[4]);
  }

  /**
   * Reads what the build has put beside the classes.
   *
   * @throws IllegalStateException if it is not there
   */
  public static RuleBook ofResource() {
    try (InputStream in = RuleBook.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the rules are missing: " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rule of a number.
   *
   * @param number as in {@code 6.2}
   */
  public Optional<Rule> find(String number) {
    return rules.stream().filter(rule -> rule.number().equals(number)).findFirst();
  }
}
