package io.github.aiotask.properties.campaign;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.random.Profile;
import io.github.aiotask.properties.random.ProgramGenerator;
import java.util.Arrays;
import java.util.List;

/** The random programs of a seed, of all profiles in turn; the same ones every time. Not safe for threads. */
public final class RandomPrograms {
  private static final long SPREAD = 0xd1342543de82ef95L; // odd: neighbouring seeds have no program in common

  private final long seed;
  private final PythonVersion version;
  private final List<ProgramGenerator> generators;

  /**
   * The programs of a seed.
   *
   * @param seed any number
   * @param version as which Python they run
   * @param circles whether tasks may wait for each other in a circle
   */
  public RandomPrograms(long seed, PythonVersion version, boolean circles) {
    this.seed = seed;
    this.version = version;
    this.generators =
        Arrays.stream(Profile.values())
            .map(profile -> new ProgramGenerator(profile, version))
            .map(generator -> circles ? generator : generator.withoutCircles())
            .toList();
  }

  /** What one of them is called. */
  String idOf(long index) {
    return "r" + seed + "-" + index;
  }

  /** One of them, with what the model says. */
  Case at(long index) {
    int profile = (int) (index % generators.size());
    return Case.of(
        idOf(index),
        index / generators.size(), // so that each profile has every turn
        generators.get(profile).generate(seed * SPREAD + index),
        version);
  }
}
