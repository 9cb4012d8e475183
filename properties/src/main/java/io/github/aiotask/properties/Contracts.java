package io.github.aiotask.properties;

import io.github.aiotask.properties.check.RuleBook;
import io.github.aiotask.properties.contract.Exercising;
import io.github.aiotask.properties.contract.Rule;
import io.github.aiotask.properties.contract.RuntimeContract;
import io.github.aiotask.properties.contract.Untested;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which rules the kit's properties check, and which they cannot. */
final class Contracts {

  private Contracts() {}

  /** The names of the properties of each rule. */
  static Map<String, List<String>> properties() {
    Map<String, List<String>> properties = new TreeMap<>(RuleBook.BY_NUMBER);
    for (Method method : RuntimeContract.class.getMethods()) {
      Rule rule = method.getAnnotation(Rule.class);
      if (rule != null) {
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        properties.computeIfAbsent(rule.value(), any -> new ArrayList<>()).add(name);
      }
    }
    return properties;
  }

  /** The rules that random programs are meant to exercise: there is a property for them that wants such programs. */
  static Set<String> exercisable() {
    Set<String> rules = new TreeSet<>(RuleBook.BY_NUMBER);
    for (Method method : RuntimeContract.class.getMethods()) {
      for (Parameter parameter : method.getParameters()) {
        Exercising wanted = parameter.getAnnotation(Exercising.class);
        if (wanted != null) {
          rules.add(wanted.value());
        }
      }
    }
    return rules;
  }

  /** Why no property checks a rule. */
  static Map<String, String> untested() {
    Map<String, String> untested = new TreeMap<>(RuleBook.BY_NUMBER);
    Arrays.stream(RuntimeContract.class.getInterfaces())
        .flatMap(chapter -> Arrays.stream(chapter.getAnnotationsByType(Untested.class)))
        .forEach(one -> untested.put(one.rule(), one.reason()));
    return untested;
  }
}
