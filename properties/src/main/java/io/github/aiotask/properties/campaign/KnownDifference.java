package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A difference of CPython's Task in C, by the texts of the lines that differ first.
 *
 * @param who is found in the name of who differs
 * @param before is found in a line of the same iteration before
 * @param expected is found in the line that the rules want
 * @param actual is found in the line that came in its place
 * @param reason why
 */
record KnownDifference(Pattern who, Pattern before, Pattern expected, Pattern actual, String reason) {
  private static final String C_TASK = "/io/github/aiotask/properties/c-task.txt";
  private static final Pattern BAR = Pattern.compile(" *\\| *");
  private static final Pattern ITERATION = Pattern.compile("[0-9]*");
  private static final String ANY = "-";
  private static final int PARTS = 5;

  /** All of them. */
  static List<KnownDifference> ofTheTaskInC() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KnownDifference.class.getResourceAsStream(C_TASK)), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(KnownDifference::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KnownDifference parse(String line) {
    String[] parts = BAR.split(line.strip(), PARTS);
    if (parts.length < PARTS) {
      throw new IllegalArgumentException("no known difference: " + line);
    }
    return new KnownDifference(pattern(parts[0]), pattern(parts[1]), pattern(parts[2]), pattern(parts[3]), parts[4]);
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text.equals(ANY) ? "" : text);
  }

  /** Whether it is this one. */
  boolean is(String subject, Difference difference) {
    int at = difference.at();
    String wanted = at < difference.expected().size() ? difference.expected().get(at).text() : "";
    String came = at < difference.actual().size() ? difference.actual().get(at) : "";
    return who.matcher(subject).find()
        && expected.matcher(wanted).find()
        && actual.matcher(came).find()
        && isAfter(difference.actual().subList(0, at));
  }

  private boolean isAfter(List<String> common) {
    String iteration = common.isEmpty() ? "" : iterationOf(common.get(common.size() - 1));
    return before.pattern().isEmpty()
        || common.stream().anyMatch(line -> iterationOf(line).equals(iteration) && before.matcher(line).find());
  }

  private static String iterationOf(String line) {
    return ITERATION.matcher(line).results().findFirst().orElseThrow().group();
  }
}
