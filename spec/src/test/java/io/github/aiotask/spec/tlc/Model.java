package io.github.aiotask.spec.tlc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.spec.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of models.json: a model, and what must come of it.
 *
 * @param name says what is modelled
 * @param module where it is
 * @param constants and what takes their place, as TLA+ writes it: what differs from the manifest's
 * @param replaced definitions, each by the one in its place
 * @param specification Spec if null
 * @param symmetric whether who is who makes no difference
 * @param only what is checked; null: all
 * @param without what is not checked, of all
 * @param violates what must be found to be violated; null: nothing
 * @param mended the minor number of the Python from which on that holds; null: it is none that was mended
 * @param states distinct ones, of a run that passes
 * @param depth of the search, of a run that passes
 * @param transitions that the implementations execute, all that there are; null: it is only checked
 * @param nightly whether it is too large for the ordinary build
 */
public record Model(
    String name,
    String module,
    Map<String, String> constants,
    Map<String, String> replaced,
    String specification,
    boolean symmetric,
    List<String> only,
    List<String> without,
    String violates,
    Integer mended,
    Integer states,
    Integer depth,
    Integer transitions,
    boolean nightly) {

  private static final String VERSION = "Version";

  /**
   * What models.json holds.
   *
   * @param invariants checked in all models that do not say otherwise
   * @param properties so are these
   * @param atLast liveness: checked where a model says so
   */
  private record Manifest(
      Map<String, String> constants, List<String> invariants, List<String> properties, List<String> atLast, List<Model> models) {}

  /** The modules' folder. */
  public static Path folder() {
    return Source.root().resolve("spec/src/main/tla");
  }

  private static Manifest manifest() throws IOException {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readValue(folder().resolve("models.json").toFile(), Manifest.class);
  }

  /** All of them. */
  public static List<Model> all() throws IOException {
    return manifest().models();
  }

  /** All that is checked of some model. */
  static List<String> allChecks() throws IOException {
    Manifest manifest = manifest();
    return Stream.of(manifest.invariants(), manifest.properties(), manifest.atLast()).flatMap(List::stream).toList();
  }

  /** The one of that name. */
  public static Model of(String name) throws IOException {
    return all().stream()
        .filter(model -> model.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model in models.json is called " + name));
  }

  /** Which definitions take another one's place: a broken variant's. */
  public Collection<String> replacing() {
    return orNone(replaced).values();
  }

  /** Its constants, the manifest's and its own. */
  public Map<String, String> allConstants() throws IOException {
    Map<String, String> all = new LinkedHashMap<>(manifest().constants());
    all.putAll(orNone(constants));
    return all;
  }

  /** The minor number of its Python. */
  public int version() throws IOException {
    return Integer.parseInt(allConstants().get(VERSION));
  }

  /** Whether it is the same but for the Python. */
  boolean isAsAnotherPython(Model other) throws IOException {
    Map<String, String> its = allConstants();
    Map<String, String> others = other.allConstants();
    its.remove(VERSION);
    others.remove(VERSION);
    return its.equals(others) && module.equals(other.module) && Objects.equals(specification, other.specification);
  }

  /** Whether its transitions are executed. */
  public boolean isWalked() {
    return transitions != null;
  }

  /** A state as TLC prints it: there is one variable, a record. */
  static Map<String, Object> state(String text) {
    return TlaValue.map(TlaValue.parse(text.replaceFirst("\\s*(/\\\\ )?state = ", "")));
  }

  /** The text of its configuration, for TLC. */
  String configuration() throws IOException {
    Manifest manifest = manifest();
    List<String> lines = new ArrayList<>();
    lines.add("\\* " + name);
    lines.add("CONSTANTS");
    allConstants().forEach((constant, value) -> lines.add("  " + constant + " = " + value));
    orNone(replaced).forEach((definition, other) -> lines.add("  " + definition + " <- " + other));
    lines.add("SPECIFICATION " + (specification == null ? "Spec" : specification));
    if (symmetric) {
      lines.add("SYMMETRY Symmetry");
    }
    lines.add(line("INVARIANTS", manifest.invariants().stream().filter(this::checks)));
    lines.add(
        line(
            "PROPERTIES",
            Stream.concat(
                manifest.properties().stream().filter(this::checks),
                manifest.atLast().stream().filter(property -> only != null && checks(property)))));
    lines.add("CHECK_DEADLOCK FALSE"); // all may finish
    return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n", "", "\n"));
  }

  boolean checks(String what) {
    return (only == null || only.contains(what)) && (without == null || !without.contains(what));
  }

  private static String line(String keyword, Stream<String> checks) {
    String its = checks.collect(Collectors.joining(" "));
    return its.isEmpty() ? "" : keyword + " " + its;
  }

  private static Map<String, String> orNone(Map<String, String> given) {
    return given == null ? Map.of() : given;
  }

  @Override
  public String toString() {
    return name;
  }
}
