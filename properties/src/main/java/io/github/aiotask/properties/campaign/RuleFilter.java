package io.github.aiotask.properties.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which rules are asked for.
 *
 * @param globs numbers of rules or chapters of them, as in {@code 6.2} and {@code 6.*}; none: all
 */
public record RuleFilter(List<String> globs) {
  /** Every rule, and programs to which none applies too. */
  public static final RuleFilter ALL = new RuleFilter(List.of());

  private static final Pattern GLOB = Pattern.compile("([1-9][0-9]*|\\*)(\\.[0-9*?]+)?");

  /** Checks and copies them. */
  public RuleFilter {
    List<String> kept = new ArrayList<>();
    for (String glob : globs) {
      String number = glob.startsWith("§") ? glob.substring(1) : glob;
      if (!GLOB.matcher(number).matches()) {
        throw new IllegalArgumentException("\"" + glob + "\" is no rule: write one as in 6.2, or 6.* for a chapter");
      }
      kept.add(number);
    }
    globs = List.copyOf(kept);
  }

  /** Whether it is every rule. */
  public boolean isAll() {
    return globs.isEmpty();
  }

  /** Whether a rule is one of them. */
  public boolean has(String rule) {
    return isAll() || globs.stream().anyMatch(glob -> matches(glob, rule));
  }

  /** Whether one of them is among these rules. */
  public boolean hasAny(Collection<String> rules) {
    return isAll() || rules.stream().anyMatch(this::has);
  }

  /** Those of them that are none of these rules; none if it is every rule. */
  public List<String> without(Collection<String> rules) {
    return globs.stream().filter(glob -> rules.stream().noneMatch(rule -> matches(glob, rule))).toList();
  }

  private static boolean matches(String glob, String rule) {
    return rule.matches(glob.replace(".", "\\.").replace("*", ".*").replace("?", "."))
        || (glob.indexOf('.') < 0 && rule.startsWith(glob + "."));
  }

  @Override
  public String toString() {
    return isAll() ? "all" : String.join(", ", globs);
  }
}
