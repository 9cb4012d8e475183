package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules, as they are written.
 *
 * @param chapters their names, by number
 * @param rules by number, in their order
 */
public record RuleBook(Map<String, String> chapters, Map<String, Rule> rules) {
  /** Numbers of rules in their order: 6.9 before 6.10. */
  public static final Comparator<String> BY_NUMBER =
      Comparator.<String>comparingInt(rule -> part(rule, 0)).thenComparingInt(rule -> part(rule, 1));

  private static final String BUILT_IN = "/io/github/aiotask/properties/rules.md";
  private static final Pattern CHAPTER = Pattern.compile("## ([1-9]) (.+)");
  private static final Pattern ROW = Pattern.compile("\\| §([1-9]\\.[0-9]+) \\| (.+?) \\| (.+?) \\|.*");
  private static final Pattern SINCE = Pattern.compile("(from|to) (3\\.[0-9]+).*");

  /**
   * A rule.
   *
   * @param number as in {@code 6.2}
   * @param text what must hold
   * @param python for which versions
   */
  public record Rule(String number, String text, String python) {

    /** Whether it is one of that version. */
    public boolean isOf(PythonVersion version) {
      Matcher matcher = SINCE.matcher(python);
      if (!matcher.matches()) {
        return true;
      }
      int order = BY_NUMBER.compare(version.number(), matcher.group(2));
      return matcher.group(1).equals("from") ? order >= 0 : order <= 0;
    }
  }

  /** The rules that come with the kit; none if it was built without them. */
  public static RuleBook builtIn() {
    InputStream in = RuleBook.class.getResourceAsStream(BUILT_IN);
    if (in == null) {
      return parse(Stream.empty());
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads headings and rows of tables; everything else is passed over. */
  static RuleBook parse(Stream<String> lines) {
    Map<String, String> chapters = new TreeMap<>();
    Map<String, Rule> rules = new TreeMap<>(BY_NUMBER);
    lines.forEach(
        line -> {
          Matcher chapter = CHAPTER.matcher(line);
          Matcher row = ROW.matcher(line);
          if (chapter.matches()) {
            chapters.put(chapter.group(1), chapter.group(2));
          } else if (row.matches()) {
            rules.put(row.group(1), new Rule(row.group(1), row.group(2), row.group(3)));
          }
        });
    return new RuleBook(chapters, rules);
  }

  /** What a rule says, if it is there. */
  public Optional<String> text(String number) {
    return Optional.ofNullable(rules.get(number)).map(Rule::text);
  }

  /** The number of the chapter of a rule. */
  public static String chapterOf(String rule) {
    return rule.substring(0, rule.indexOf('.'));
  }

  private static int part(String rule, int index) {
    return Integer.parseInt(rule.split("\\.")[index]);
  }
}
