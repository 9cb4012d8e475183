package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Differences that are known, and nobody's fault here.
 *
 * @param who differs
 * @param reasons by the number of the rule
 */
public record Expectations(String who, Map<String, String> reasons) {
  private static final String C_TASK = "/io/github/aiotask/properties/c-task.txt";

  /** Of nobody. */
  public static Expectations none() {
    return new Expectations("", Map.of());
  }

  /** Of CPython's Task in C. */
  public static Expectations ofAccelerated(String who) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Expectations.class.getResourceAsStream(C_TASK)), StandardCharsets.UTF_8))) {
      Map<String, String> reasons = new LinkedHashMap<>();
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" +", 2))
          .forEach(words -> reasons.put(words[0], words[1]));
      return new Expectations(who, reasons);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why a finding is no surprise, by the first of its rules that is listed; empty if it is one. */
  public Optional<String> reason(Finding finding) {
    Difference difference = finding.difference();
    if (difference == null || !finding.who().equals(who)) {
      return Optional.empty();
    }
    return difference.rules().stream().filter(reasons::containsKey).findFirst().map(reasons::get);
  }
}
