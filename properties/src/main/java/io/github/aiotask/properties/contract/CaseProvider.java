package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.ProgramGenerator;
import io.github.aiotask.properties.random.Shrinker;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Gives jqwik the cases that a property asks for. */
public final class CaseProvider implements ArbitraryProvider {

  /** For jqwik. */
  public CaseProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage targetType) {
    return targetType.isOfType(Case.class);
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
    Optional<Exercising> rule = targetType.findAnnotation(Exercising.class);
    Optional<About> profile = targetType.findAnnotation(About.class);
    if (rule.isPresent()) {
      List<Case> cases = Cases.of(rule.get().value());
      return Set.of(arbitrary(random -> cases.get(random.nextInt(cases.size()))));
    }
    if (profile.isEmpty()) {
      return Set.of();
    }
    List<ProgramGenerator> generators =
        Cases.VERSIONS.stream().map(version -> new ProgramGenerator(profile.get().value(), version)).toList();
    return Set.of(arbitrary(random -> {
      int version = random.nextInt(generators.size());
      return new Case(generators.get(version).generate(random), Cases.VERSIONS.get(version));
    }));
  }

  /** jqwik knows nothing of programs, so it tries no edge cases of its own. */
  private static Arbitrary<Case> arbitrary(Source source) {
    return Arbitraries.fromGenerator(random -> new Shrunk(source.next(random))).withoutEdgeCases();
  }

  private interface Source {
    Case next(Random random);
  }

  /** A case and those that are simpler. */
  private record Shrunk(Case value) implements Shrinkable<Case> {
    @Override
    public Stream<Shrinkable<Case>> shrink() {
      return Shrinker.simpler(value.program()).map(simpler -> new Shrunk(new Case(simpler, value.version())));
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(Shrinker.size(value.program()));
    }
  }
}
