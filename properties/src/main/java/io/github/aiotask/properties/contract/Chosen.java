package io.github.aiotask.properties.contract;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.check.RuleBook;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * Skips the properties that the system property {@code aiotask.rules} does not choose, as in {@code 6.*,3.2}; all run without
 * it. What is about more than one rule is skipped too. So are rules of Pythons that {@link Cases} was not told of.
 */
public final class Chosen implements SkipExecutionHook {
  /** The system property. */
  static final String PROPERTY = "aiotask.rules";

  /** For jqwik. */
  public Chosen() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return context instanceof PropertyLifecycleContext property
        ? why(System.getProperty(PROPERTY, ""), property.targetMethod())
            .or(() -> why(Cases.VERSIONS, property.targetMethod()))
            .map(SkipResult::skip)
            .orElse(SkipResult.doNotSkip())
        : SkipResult.doNotSkip();
  }

  /**
   * Why a property is skipped; empty if it runs.
   *
   * @param chosen rules, with commas
   * @param property its method
   * @throws IllegalArgumentException if one of them is no rule
   */
  static Optional<String> why(String chosen, AnnotatedElement property) {
    if (chosen.isBlank()) {
      return Optional.empty();
    }
    for (String glob : globs(chosen)) {
      RuleFilter one = new RuleFilter(List.of(glob));
      if (RuleBook.builtIn().byNumber().keySet().stream().noneMatch(one::has)) {
        throw new IllegalArgumentException("-D" + PROPERTY + "=" + chosen + ": no rule is " + glob);
      }
    }
    Rule rule = property.getAnnotation(Rule.class);
    if (rule == null) {
      return Optional.of(PROPERTY + " is " + chosen + ", and this is about no single rule");
    }
    return new RuleFilter(globs(chosen)).has(rule.value())
        ? Optional.empty()
        : Optional.of(PROPERTY + " is " + chosen + ", and this is about " + rule.value());
  }

  /**
   * Why a property is skipped, as none of the Pythons has its rule; empty if it runs.
   *
   * @param versions those that are checked
   * @param property its method
   */
  static Optional<String> why(List<PythonVersion> versions, AnnotatedElement property) {
    Rule rule = property.getAnnotation(Rule.class);
    boolean isOfOne =
        rule == null
            || RuleBook.builtIn().find(rule.value()).map(found -> versions.stream().anyMatch(found::isOf)).orElse(true);
    return isOfOne
        ? Optional.empty()
        : Optional.of("§" + rule.value() + " is of none of the Pythons that " + Cases.PYTHONS + " names");
  }

  private static List<String> globs(String chosen) {
    return Arrays.stream(chosen.split(",")).map(String::strip).toList();
  }
}
