package io.github.aiotask.properties.check;

import io.github.aiotask.PythonVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the rules.
 *
 * @param rules in the order of the text
 */
public record RuleBook(List<Rule> rules) {
  /** Numbers of rules in their order: 6.9 before 6.10. */
  public static final Comparator<String> BY_NUMBER =
      Comparator.<String>comparingInt(rule -> part(rule, 0)).thenComparingInt(rule -> part(rule, 1));

  /** Where the build puts the text. */
  private static final String RESOURCE = "/io/github/aiotask/properties/spec/README.md";

  private static final Pattern CHAPTER = Pattern.compile("## +([0-9]+) +(.+)");
  private static final Pattern ROW = Pattern.compile("\\| *§([0-9]+\\.[0-9]+) *\\|(.*)");
  private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern RANGE =
      Pattern.compile(
          "(?:from 3\\.(?<from>[0-9]+)(?:\\.(?<fromPatch>[0-9]+))? ?)?"
              + "(?:to 3\\.(?<to>[0-9]+)(?:\\.(?<toPatch>[0-9]+))?)?.*");
  private static final int PATCHES = 100; // more than any version has
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
  public record Rule(String number, String chapter, String text, String python, String why, String otherwise, String source) {

    /** Whether it is one of that version: of 3.4.3, and of the last release of each other one. */
    public boolean isOf(PythonVersion version) {
      Matcher range = RANGE.matcher(python);
      if (!range.matches()) {
        return true;
      }
      int patch = version == PythonVersion.PYTHON_3_4 ? 3 : PATCHES - 1;
      int release = version.minor() * PATCHES + patch;
      return release >= release(range.group("from"), range.group("fromPatch"), 0)
          && (range.group("to") == null || release <= release(range.group("to"), range.group("toPatch"), PATCHES - 1));
    }

    private static int release(@Nullable String minor, @Nullable String patch, int otherwise) {
      return (minor == null ? 0 : Integer.parseInt(minor) * PATCHES) + (patch == null ? otherwise : Integer.parseInt(patch));
    }
  }

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
  public static RuleBook builtIn() {
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

  /** What a rule says, if it is there. */
  public Optional<String> text(String number) {
    return find(number).map(Rule::text);
  }

  /** The rules by number, in the order of the numbers. */
  public Map<String, Rule> byNumber() {
    Map<String, Rule> byNumber = new TreeMap<>(BY_NUMBER);
    rules.forEach(rule -> byNumber.put(rule.number(), rule));
    return byNumber;
  }

  /** The names of the chapters, by number. */
  public Map<String, String> chapters() {
    Map<String, String> chapters = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
    rules.forEach(rule -> chapters.put(chapterOf(rule.number()), rule.chapter().replaceFirst("^[0-9]+ ", "")));
    return chapters;
  }

  /** The number of the chapter of a rule. */
  public static String chapterOf(String rule) {
    return rule.substring(0, rule.indexOf('.'));
  }

  private static int part(String rule, int index) {
    return Integer.parseInt(rule.split("\\.")[index]);
  }
}
