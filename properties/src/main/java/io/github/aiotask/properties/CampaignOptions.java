package io.github.aiotask.properties;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.campaign.Plan;
import io.github.aiotask.properties.campaign.RuleFilter;
import io.github.aiotask.properties.campaign.Shard;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What all campaigns can be told. */
final class CampaignOptions {
  private static final long FRESH = 1_000_000_000_000L; // more than enough, and can be typed

  @Option(names = "--programs", paramLabel = "N", description = "how many programs, in all shards together; default: 10,000")
  private long programs = 10_000;

  @Option(names = "--seed", paramLabel = "S", description = "the same seed gives the same programs; default: a fresh one")
  private Long seed;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      split = ",",
      description = "only programs to which such a rule applies: 6.2, or 6.* for a chapter; more than once or with commas")
  private List<String> rules = List.of();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      converter = ShardConverter.class,
      description = "one of N parts of the campaign, for as many machines")
  private Shard shard = Shard.WHOLE;

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "write results (for report) and programs that were found (for replay) as new files")
  private Path save;

  @Option(
      names = "--all",
      description = "show all: each difference, not one of each cause; why something is not compared; why rules are untested")
  private boolean all;

  @Mixin private NothingCompared nothingCompared;

  @Option(names = "--html", paramLabel = "FILE", description = "write the report as a new file of HTML too")
  private Path html;

  /** As if they had been given. */
  static CampaignOptions of(long programs, @Nullable Long seed) {
    CampaignOptions options = new CampaignOptions();
    options.programs = programs;
    options.seed = seed;
    options.nothingCompared = new NothingCompared();
    return options;
  }

  Plan plan(String command, PythonVersion version) throws BadInput {
    if (programs < 1) {
      throw new BadInput("--programs " + programs + " is too few: 1 at the least");
    }
    long start = seed == null ? ThreadLocalRandom.current().nextLong(FRESH) : seed;
    return new Plan(command, start, programs, shard, version, filter(rules));
  }

  static RuleFilter filter(List<String> rules) throws BadInput {
    try {
      return new RuleFilter(rules);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--rule " + e.getMessage());
    }
  }

  @Nullable Path save() {
    return save;
  }

  boolean all() {
    return all;
  }

  NothingCompared nothingCompared() {
    return nothingCompared;
  }

  @Nullable Path html() {
    return html;
  }

  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
