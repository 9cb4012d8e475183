package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Program;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Random programs for jqwik: the generator's, made simpler by the {@link Shrinker}. */
final class Programs {
  private Programs() {}

  /** Programs of that generator. jqwik knows nothing of them, so it tries no edge cases of its own. */
  static Arbitrary<Program> of(ProgramGenerator generator) {
    return Arbitraries.fromGenerator(random -> new Shrunk(generator.generate(random))).withoutEdgeCases();
  }

  /** A program and those that are simpler. */
  private record Shrunk(Program value) implements Shrinkable<Program> {
    @Override
    public Stream<Shrinkable<Program>> shrink() {
      return Shrinker.simpler(value).map(Shrunk::new);
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(Shrinker.size(value));
    }
  }
}
