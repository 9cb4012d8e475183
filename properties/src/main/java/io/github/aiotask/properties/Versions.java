package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Pythons that there are rules for. */
final class Versions {

  private Versions() {}

  static Optional<PythonVersion> find(String number) {
    return Arrays.stream(PythonVersion.values()).filter(version -> version.number().equals(number)).findFirst();
  }

  /**
   * The version whose rules a runtime is compared with: its own, or else the newest of those before it.
   *
   * @param number what it says it is
   */
  static PythonVersion rulesOf(String number) throws BadInput {
    if (!number.matches("3\\.([4-9]|[1-9][0-9]{1,3})")) {
      throw new BadInput("the runtime says that it is of Python " + number + ": it must be one from 3.4 on, as in 3.14");
    }
    int minor = Integer.parseInt(number.substring(number.indexOf('.') + 1));
    return Arrays.stream(PythonVersion.values())
        .filter(version -> version.minor() <= minor)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  static PythonVersion parse(String number) throws BadInput {
    return find(number)
        .orElseThrow(
            () ->
                new BadInput(
                    "there are no rules for Python " + number + ", but for "
                        + Arrays.stream(PythonVersion.values()).map(PythonVersion::number).collect(Collectors.joining(", "))));
  }
}
