package io.github.aiotask.properties.html;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one rule is checked.
 *
 * @param rule its number, as in {@code 6.2}
 * @param checks what there is to say of each check: a number or a word; none where it is not checked so
 * @param untested why it is not tested, empty if it is
 * @param places where it is obeyed, stated, checked
 */
public record RuleRow(String rule, Map<Check, String> checks, String untested, List<Place> places) {

  /**
   * Where a rule is cited.
   *
   * @param kind what is there, as in {@code formula}
   * @param where as in {@code Code.java:12}
   * @param href leads there
   */
  public record Place(String kind, String where, String href) {}

  /** Copies what it is given; a check that is empty is not there. */
  public RuleRow {
    Map<Check, String> kept = new EnumMap<>(Check.class);
    checks.forEach(
        (check, words) -> {
          if (!words.isEmpty()) {
            kept.put(check, words);
          }
        });
    checks = Map.copyOf(kept);
    places = List.copyOf(places);
  }

  /** A rule that nothing checks so far. */
  public static RuleRow of(String rule) {
    return new RuleRow(rule, Map.of(), "", List.of());
  }

  /** The same, checked in one more way. */
  public RuleRow with(Check check, String words) {
    Map<Check, String> more = new EnumMap<>(Check.class);
    more.putAll(checks);
    more.put(check, words);
    return new RuleRow(rule, more, untested, places);
  }

  /** The same, checked so many times; 0 is not checked. */
  public RuleRow with(Check check, long times) {
    return with(check, times == 0 ? "" : number(times));
  }

  /** The same, with the reason why it is not tested. */
  public RuleRow untested(String why) {
    return new RuleRow(rule, checks, why, places);
  }

  /** The same, cited there. */
  public RuleRow at(List<Place> all) {
    return new RuleRow(rule, checks, untested, all);
  }

  /** Whether anything checks it. */
  public boolean isTested() {
    return !checks.isEmpty();
  }

  /** As in 12,345. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
