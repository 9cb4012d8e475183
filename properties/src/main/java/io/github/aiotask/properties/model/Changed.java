package io.github.aiotask.properties.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which rules the parts of a thing were changed: the last change first.
 *
 * @param part the key in the look at the thing
 * @param rule the number of the rule
 * @param before the changes before it
 */
record Changed(String part, String rule, @Nullable Changed before) {

  /** The rule that changed each part last, by key. */
  static Map<String, String> toMap(@Nullable Changed last) {
    Map<String, String> rules = new LinkedHashMap<>();
    for (Changed one = last; one != null; one = one.before) {
      rules.putIfAbsent(one.part, one.rule);
    }
    return rules;
  }
}
