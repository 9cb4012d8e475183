package io.github.aiotask.properties.campaign;

import java.util.Comparator;

/** The rules. */
public final class RuleBook {
  /** Numbers of rules in their order: 6.9 before 6.10. */
  public static final Comparator<String> BY_NUMBER =
      Comparator.<String>comparingInt(rule -> part(rule, 0)).thenComparingInt(rule -> part(rule, 1));

  private RuleBook() {}

  private static int part(String rule, int index) {
    return Integer.parseInt(rule.split("\\.")[index]);
  }
}
