package io.github.aiotask.properties.program;

import io.github.aiotask.PythonVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program, and what real CPythons did with it.
 *
 * @param id its name
 * @param about what it shows
 * @param rules the rules that it is about
 * @param program the program; null if it cannot run here
 * @param traces by Python version, as in {@code 3.14}
 * @param absent lines of the traces that cannot be here, with the reason
 * @param cannot why the whole program cannot run here; null if it can
 * @param python as which Python it is to run; null if the file does not say
 */
public record Recording(
    String id,
    String about,
    List<String> rules,
    @Nullable Program program,
    Map<String, Recorded> traces,
    Map<String, String> absent,
    @Nullable String cannot,
    @Nullable PythonVersion python) {

  /**
   * What one CPython did.
   *
   * @param engine which, as in {@code 3.14.2 Python}
   * @param trace one line for each event, {@code iteration:text}
   */
  public record Recorded(String engine, List<String> trace) {}

  /** As which Pythons it was recorded. */
  public List<PythonVersion> versions() {
    return Arrays.stream(PythonVersion.values()).filter(version -> traces.containsKey(version.number())).toList();
  }

  /** The trace of a version that was recorded: lines that can be here, errors by kind. */
  public List<String> expected(PythonVersion version) {
    Recorded recorded = traces.get(version.number());
    if (recorded == null) {
      throw new IllegalArgumentException(id + " was not recorded for " + version);
    }
    return recorded.trace().stream().filter(line -> !absent.containsKey(line)).map(PythonText::toKinds).toList();
  }

  /** The chapter of the rules that it belongs to: that of its first rule. */
  public String chapter() {
    return rules.get(0).replaceFirst("\\..*", "");
  }
}
