package io.github.aiotask.spec;

import io.github.aiotask.properties.html.RuleRow.Place;
import io.github.aiotask.spec.Citations.Citation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where each rule is obeyed, stated and checked. */
final class Places {
  private static final String KIT = "properties/src/main/java/io/github/aiotask/properties/";
  private static final Pattern CHECKED = Pattern.compile("@Rule\\(\"([0-9.]+)\"\\)");
  private static final Pattern UNTESTED = Pattern.compile("@Untested\\(\\s*rule = \"([0-9.]+)\"");
  private static final Pattern APPLIED = Pattern.compile("\\b(?:by|also)\\([^)\"]*\"([0-9]+\\.[0-9]+)\"");

  private Places() {}

  /**
   * All of them, by the rule's number.
   *
   * @param toRoot leads to the checkout
   */
  static Map<String, List<Place>> byRule(String toRoot) throws IOException {
    Map<String, List<Place>> places = new TreeMap<>();
    List<Source> code = new ArrayList<>(Source.under("impl/src/main", ".java"));
    code.addAll(Source.under("asyncio/src/main", ".java"));
    code.addAll(Source.under("api/src/main", ".java"));
    cite(places, "code", code, toRoot);
    cite(places, "formula", Source.under("spec/src/main/tla", "/AsyncioTask.tla", "/AsyncioTaskProperties.tla"), toRoot);
    cite(places, "why there is no formula", List.of(RuleIndex.leftOut(Source.of("spec/README.md"))), toRoot);
    find(places, "model", Source.under(KIT + "model", ".java"), APPLIED, toRoot);
    find(places, "property", Source.under(KIT + "contract", ".java"), CHECKED, toRoot);
    find(places, "why there is no property", Source.under(KIT + "contract", ".java"), UNTESTED, toRoot);
    List<Source> tests = new ArrayList<>(Source.under("impl/src/test", ".java"));
    tests.addAll(Source.under("asyncio/src/test", ".java"));
    tests.addAll(Source.under("properties/src/test", ".java"));
    cite(places, "test", tests, toRoot);
    cite(places, "benchmark", Source.under("jmh/src/main", ".java"), toRoot);
    return places;
  }

  private static void cite(Map<String, List<Place>> places, String kind, List<Source> sources, String toRoot) {
    for (Citation citation : Citations.in(sources).all()) {
      add(places, citation.rule(), kind, citation.where(), toRoot);
    }
  }

  private static void find(Map<String, List<Place>> places, String kind, List<Source> sources, Pattern pattern, String toRoot) {
    for (Source source : sources) {
      Matcher matcher = pattern.matcher(source.text());
      while (matcher.find()) {
        add(places, matcher.group(1), kind, source.at(matcher.start()), toRoot);
      }
    }
  }

  private static void add(Map<String, List<Place>> places, String rule, String kind, String at, String toRoot) {
    String path = at.substring(0, at.lastIndexOf(':'));
    Place place = new Place(kind, at.substring(at.lastIndexOf('/') + 1), toRoot + path);
    List<Place> its = places.computeIfAbsent(rule, any -> new ArrayList<>());
    if (!its.contains(place)) {
      its.add(place);
    }
  }
}
