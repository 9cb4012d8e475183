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

  static PythonVersion parse(String number) throws BadInput {
    return find(number)
        .orElseThrow(
            () ->
                new BadInput(
                    "there are no rules for Python " + number + ", but for "
                        + Arrays.stream(PythonVersion.values()).map(PythonVersion::number).collect(Collectors.joining(", "))));
  }
}
