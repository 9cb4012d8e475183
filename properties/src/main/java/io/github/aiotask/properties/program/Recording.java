package io.github.aiotask.properties.program;

import io.github.aiotask.PythonVersion;
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

  /** The chapter of the rules that it belongs to: that of its first rule. */
  public String chapter() {
    return rules.get(0).replaceFirst("\\..*", "");
  }
}
